import { Cron } from 'croner';
import { verbatim, type Phrase } from '../check/phrase.js';
import { textLeaf } from './leaf.js';

interface Field {
  readonly name: Phrase;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: verbatim('minute'), least: 0, most: 59, names: [] },
  { name: { en: 'hour', fr: 'heure' }, least: 0, most: 23, names: [] },
  { name: { en: 'day of month', fr: 'jour du mois' }, least: 1, most: 31, names: [] },
  { name: { en: 'month', fr: 'mois' }, least: 1, most: 12, names: MONTHS },
  { name: { en: 'day of week', fr: 'jour de la semaine' }, least: 0, most: 7, names: WEEKDAYS },
];

/**
 * A cron expression of five fields. Croner decides whether it is one, since it also works out when it is due. Where it
 * refuses, the wrong field is searched for, so that the message can name it.
 */
export function cronExpression() {
  const expected = { en: 'a cron expression of five fields', fr: 'une expression cron de cinq champs' };
  return textLeaf(expected, (text) => {
    const reason = wrongIn(text);
    return reason === null ? { value: text } : { problem: 'settings.bad_cron', phrases: { reason } };
  });
}

function wrongIn(text: string): Phrase | null {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    return {
      en: `it has ${parts.length} fields, expected 5`,
      fr: `elle a ${parts.length} champs, 5 sont attendus`,
    };
  const everDue = isEverDue(text);
  if (everDue === true) return null;
  const wrong = FIELDS.find((field, index) => !isField(parts[index] ?? '', field));
  if (wrong !== undefined) return fieldTakes(wrong);
  return everDue === null
    ? { en: 'it cannot be read', fr: 'elle est illisible' }
    : { en: 'no date of the calendar ever fits it', fr: 'aucune date du calendrier ne lui convient' };
}

/**
 * Whether it is ever due, seen from a fixed day so that the same file is judged alike at any time. Null: it is no cron
 * expression.
 */
function isEverDue(text: string): boolean | null {
  try {
    return new Cron(text, { mode: '5-part', timezone: 'UTC' }).nextRun('2000-01-01T00:00:00Z') !== null;
  } catch {
    return null;
  }
}

function fieldTakes({ name, least, most }: Field): Phrase {
  const range = `${least}-${most}`;
  return {
    en: `the field ${name.en} takes ${range}, *, lists (1,2), ranges (1-5) and steps (*/5)`,
    fr: `le champ ${name.fr} accepte ${range}, *, des listes (1,2), des plages (1-5) et des pas (*/5)`,
  };
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => isPart(part, field));
}

function isPart(text: string, field: Field): boolean {
  const [, range = '', step] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  if (step !== undefined && range !== '*' && !range.includes('-')) return false;
  if (step !== undefined && (Number(step) < 1 || Number(step) > field.most)) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  const [first = Number.NaN, last = first] = ends;
  return ends.length <= 2 && first >= field.least && last <= field.most && first <= last;
}

function numberOf(text: string, field: Field): number {
  const index = field.names.indexOf(text.toLowerCase());
  if (index >= 0) return index + field.least;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
