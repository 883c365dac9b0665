import { DAY, DEFAULT_TALLY_RULES, HOUR } from '@tillbridge/domain';
import * as z from 'zod';
import { duration } from './time.js';
import { durationText } from './duration.js';
import { key, oneOf, TYPES } from './meaning.js';
import { label, posId } from './text.js';

const GRAINS = [60, 30, 15] as const;
const defaults = DEFAULT_TALLY_RULES;

const rules = {
  salesAmount: key(z.enum(['net', 'gross']), {
    type: oneOf('net', 'gross'),
    means: {
      en: 'Whether sales are net of tax or with it; both after discounts.',
      fr: 'Si les ventes sont hors taxes (net) ou taxes comprises (gross) ; toujours après remises.',
    },
  }),
  countMiscellaneousLines: key(z.boolean(), {
    type: TYPES.yesOrNo,
    means: {
      en: 'Whether a typed-in line with a price above zero is merchandise.',
      fr: 'Si une ligne saisie à la main avec un prix supérieur à zéro est une marchandise.',
    },
  }),
  countRefundTickets: key(z.boolean(), {
    type: TYPES.yesOrNo,
    means: {
      en: 'Whether a ticket that only takes merchandise back is a transaction.',
      fr: 'Si un ticket qui ne fait que reprendre des marchandises est une transaction.',
    },
  }),
  maxShift: key(duration(HOUR, 7 * DAY), {
    type: TYPES.duration,
    means: {
      en: 'A longer shift is flagged and counted up to this length.',
      fr: 'Une présence plus longue est signalée et comptée jusqu’à cette durée.',
    },
  }),
  excludeEmployees: key(z.array(posId()), {
    type: TYPES.ids,
    means: {
      en: 'Employees, by the POS’s id, whose shifts are not tallied.',
      fr: 'Employés, par l’identifiant du point de vente, dont les présences ne sont pas comptées.',
    },
  }),
  excludeRegisters: key(z.array(posId()), {
    type: TYPES.ids,
    means: {
      en: 'Registers, by the POS’s id, whose sales are kept and shown but not tallied.',
      fr: 'Caisses, par l’identifiant du point de vente, dont les ventes sont gardées et montrées mais pas comptées.',
    },
  }),
  excludeSources: key(z.array(label()), {
    type: TYPES.texts,
    means: {
      en: 'Sources, such as a web shop, whose sales are kept and shown but not tallied.',
      fr: 'Origines, par exemple une boutique en ligne, dont les ventes sont gardées et montrées mais pas comptées.',
    },
  }),
  grain: key(z.literal(GRAINS), {
    type: oneOf(...GRAINS),
    means: {
      en: 'Length of a cell in minutes; an output may only be coarser.',
      fr: 'Longueur d’une case en minutes ; une sortie ne peut être que plus grossière.',
    },
  }),
  openHour: key(z.boolean(), {
    type: TYPES.yesOrNo,
    means: {
      en: 'Whether the running hour is tallied as far as it has been read.',
      fr: 'Si l’heure en cours est comptée pour la part déjà lue.',
    },
  }),
  zeroRows: key(z.enum(['all', 'none']), {
    type: oneOf('all', 'none'),
    means: {
      en: 'Whether an hour that was fully read and held nothing gets a row of zeros.',
      fr: 'Si une heure entièrement lue et vide reçoit une ligne de zéros.',
    },
  }),
};

/** Section `tallies` of the file: every rule has a default. */
export function tallyRules() {
  return z.strictObject({
    salesAmount: rules.salesAmount.prefault(defaults.salesAmount),
    countMiscellaneousLines: rules.countMiscellaneousLines.prefault(defaults.countMiscellaneousLines),
    countRefundTickets: rules.countRefundTickets.prefault(defaults.countRefundTickets),
    maxShift: rules.maxShift.prefault(durationText(defaults.maxShift)),
    excludeEmployees: rules.excludeEmployees.prefault([...defaults.excludeEmployees]),
    excludeRegisters: rules.excludeRegisters.prefault([...defaults.excludeRegisters]),
    excludeSources: rules.excludeSources.prefault([...defaults.excludeSources]),
    grain: rules.grain.prefault(defaults.grain),
    openHour: rules.openHour.prefault(defaults.openHour),
    zeroRows: rules.zeroRows.prefault(defaults.zeroRows),
  });
}

/** `tallies` of a connection or a location: what is absent is not overridden. */
export function tallyOverrides() {
  return z.strictObject({
    salesAmount: rules.salesAmount.exactOptional(),
    countMiscellaneousLines: rules.countMiscellaneousLines.exactOptional(),
    countRefundTickets: rules.countRefundTickets.exactOptional(),
    maxShift: rules.maxShift.exactOptional(),
    excludeEmployees: rules.excludeEmployees.exactOptional(),
    excludeRegisters: rules.excludeRegisters.exactOptional(),
    excludeSources: rules.excludeSources.exactOptional(),
    grain: rules.grain.exactOptional(),
    openHour: rules.openHour.exactOptional(),
    zeroRows: rules.zeroRows.exactOptional(),
  });
}
