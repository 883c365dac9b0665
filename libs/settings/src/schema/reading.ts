import { DAY, HOUR } from '@tillbridge/domain';
import * as z from 'zod';
import type { Phrase } from '../check/phrase.js';
import { key, TYPES } from './meaning.js';
import { duration } from './time.js';

function depth(initial: string, means: Phrase) {
  return key(duration(HOUR, 400 * DAY).prefault(initial), { type: TYPES.duration, means });
}

/** Section `reading`: how far back runs re-read, since the POS marks later edits of neither sales nor shifts. */
export function reading() {
  return z.strictObject({
    salesLookback: depth('26h', {
      en: 'How far back sales are read again, at least once an hour.',
      fr: 'Jusqu’où les ventes sont relues, au moins une fois par heure.',
    }),
    shiftsLookback: depth('72h', {
      en: 'How far back shifts are read again, at least once an hour.',
      fr: 'Jusqu’où les présences sont relues, au moins une fois par heure.',
    }),
    recentLookback: depth('2h', {
      en: 'How far back both are read again by the further runs within an hour.',
      fr: 'Jusqu’où les deux sont relues par les autres passages d’une même heure.',
    }),
    dailyDepth: depth('7d', {
      en: 'How far back everything is read again once a day.',
      fr: 'Jusqu’où tout est relu une fois par jour.',
    }),
    weeklyDepth: depth('35d', {
      en: 'How far back everything is read again once a week.',
      fr: 'Jusqu’où tout est relu une fois par semaine.',
    }),
    firstDepth: depth('7d', {
      en: 'How far back a new connection is read at first, newest day first.',
      fr: 'Jusqu’où une nouvelle connexion est d’abord lue, le jour le plus récent en premier.',
    }),
  });
}
