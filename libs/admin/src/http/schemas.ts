import { addDays, isLocalDate, isTimeZone, LOCATION_STATUSES } from '@tillbridge/domain';
import { isLine, isLocationId } from '@tillbridge/settings';
import { z } from 'zod';
import { inFrench } from './issue-text.js';

const MOST_DAYS = 366;

function line(longest: number) {
  return z
    .string()
    .refine(
      (text) => isLine(text, longest),
      inFrench(
        `one line of 1 to ${longest} characters, without control or invisible characters`,
        `une ligne de 1 à ${longest} caractères, sans caractère de contrôle ni caractère invisible`,
      ),
    )
    .meta({ minLength: 1, maxLength: longest });
}

export const reason = line(500);
export const label = line(200);
export const name = line(200);
/** An id as somebody typed it: whether it is known, the services say. */
export const id = line(100);

export const localDate = z
  .string()
  .refine(
    isLocalDate,
    inFrench(
      'a date of the calendar from 1800 on, such as 2026-05-14',
      'une date du calendrier à partir de 1800, comme 2026-05-14',
    ),
  )
  .meta({ format: 'date', example: '2026-05-14' });

export const locationId = z
  .string()
  .refine(
    isLocationId,
    inFrench(
      'a text of 1 to 32 printable characters without spaces, such as "0001"',
      'un texte de 1 à 32 caractères imprimables sans espace, comme « 0001 »',
    ),
  )
  .meta({ example: '0001' });

export const timeZone = z
  .string()
  .refine(isTimeZone, inFrench('a time zone such as America/Toronto', 'un fuseau horaire comme America/Toronto'))
  .meta({ example: 'America/Toronto' });

export const currency = z
  .string()
  .refine(
    (text) => /^[A-Z]{3}$/.test(text),
    inFrench('three capital letters such as CAD', 'trois lettres majuscules comme CAD'),
  )
  .meta({ pattern: '^[A-Z]{3}$' });

export const status = z.enum([...LOCATION_STATUSES] as [string, ...string[]], {
  error: ({ input }) => {
    const known = LOCATION_STATUSES.join(', ');
    const tidy = typeof input === 'string' ? input.trim().toLowerCase() : '';
    const meant = LOCATION_STATUSES.find((one) => one === tidy);
    return meant === undefined ? `one of ${known}` : `one of ${known}, written exactly so; did you mean "${meant}"?`;
  },
}) as unknown as z.ZodType<(typeof LOCATION_STATUSES)[number]>;

/** A number in a query: digits alone, so that neither `1e400` nor `NaN` nor a float passes for one. */
function digits(range: { readonly least: number; readonly most: number; readonly usual: number }) {
  const { least, most, usual } = range;
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .refine(
      (text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most,
      inFrench(expected, `un nombre entier de ${least} à ${most}`),
    )
    .optional()
    .transform((text) => (text === undefined ? usual : Number(text)))
    .meta({ description: `${expected}; ${usual} where absent` });
}

export const limit = digits({ least: 1, most: 500, usual: 100 });
export const offset = digits({ least: 0, most: 10_000_000, usual: 0 });
export const page = { limit, offset };

interface Ends {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** In order, and with `most` no longer than a request may be. */
export function inOrder<T extends z.ZodType<Ends>>(schema: T, most: number | null = MOST_DAYS): T {
  return schema.check(({ value: { from, to }, issues }) => {
    if (from === undefined || to === undefined || !isLocalDate(from) || !isLocalDate(to)) return;
    const refuse = (message: string, fr: string): void =>
      void issues.push({ code: 'custom', input: to, path: ['to'], message, params: { fr } });
    if (from > to) refuse(`not before "from" (${from})`, `pas avant « from » (${from})`);
    else if (most !== null && addDays(from, most) <= to) {
      const last = addDays(from, most - 1);
      refuse(`at most ${most} days at once: up to ${last}`, `au plus ${most} jours à la fois : jusqu’au ${last}`);
    }
  });
}

export const period = { from: localDate.optional(), to: localDate.optional(), location: locationId.optional() };

/** A body that may be absent. */
export const onlyReason = z.strictObject({ reason: reason.optional() }).prefault({});
