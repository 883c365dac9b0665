import { DAY } from '@tillbridge/domain';
import * as z from 'zod';
import { key, TYPES } from './meaning.js';
import { id } from './text.js';
import { duration } from './time.js';

/** Section `outputs`. Every other key belongs to the kind of output; its own schema checks it. */
export function outputs() {
  return z.array(
    z.looseObject({
      id: key(id(), {
        type: TYPES.id,
        means: { en: 'Its name in commands and metrics.', fr: 'Son nom dans les commandes et les métriques.' },
      }),
      kind: key(id(), {
        type: TYPES.id,
        means: {
          en: 'What it is, such as `csv`; the remaining keys depend on it, and `tillbridge plugins show <kind>` tells them. Of a csv output, `repeat` has no default.',
          fr: 'Ce qu’elle est, par exemple `csv` ; les autres clés en dépendent, et `tillbridge plugins show <type>` les indique. Pour une sortie csv, `repeat` n’a pas de valeur par défaut.',
        },
      }),
      since: key(duration(0, 3650 * DAY).prefault('7d'), {
        type: TYPES.duration,
        means: { en: 'How far back a new output reaches.', fr: 'Jusqu’où remonte une nouvelle sortie.' },
      }),
      hold: key(z.boolean().prefault(false), {
        type: TYPES.yesOrNo,
        means: {
          en: 'Whether everything is kept back until its preview has been approved.',
          fr: 'Si tout est retenu jusqu’à l’approbation de son aperçu.',
        },
      }),
    }),
  );
}

/** The keys of an output that the host reads; all others are passed to its kind. */
export const OUTPUT_KEYS = ['id', 'kind', 'since', 'hold'] as const;
