import type { Language } from '@tillbridge/domain';
import * as z from 'zod';
import { objectsOf } from '../schema/lookup.js';
import { bare, defaultOf, meaningOf, type Meaning } from '../schema/meaning.js';
import { settingsSchema } from '../schema/schema.js';
import { PAGE_TEXT } from './page-text.js';

interface Row {
  readonly key: string;
  readonly schema: z.core.$ZodType;
  readonly meaning: Meaning;
}

/** `docs/settings.md` (or its French twin): every key with type, default and meaning, from the schema itself. */
export function settingsPage(language: Language = 'en'): string {
  const text = PAGE_TEXT[language];
  const groups = Object.entries(settingsSchema.def.shape).map(([name, schema]) => ({
    name,
    rows: rowsOf(name, schema),
  }));
  const single = groups.flatMap(({ rows }) => (rows.length === 1 ? rows : []));
  const sections = groups
    .filter(({ rows }) => rows.length > 1)
    .map(({ name, rows: [head, ...rows] }) => {
      const means = head?.meaning.means[language] ?? '';
      return `## \`${name}\`\n\n${means}\n\n${table(rows, language)}`;
    });
  return `${[text.introduction, `## ${text.single}\n\n${table(single, language)}`, ...sections].join('\n\n')}\n`;
}

/** The key itself and, below it, every key inside. */
function rowsOf(key: string, schema: z.core.$ZodType): Row[] {
  const meaning = meaningOf(schema);
  const own: Row[] = meaning === undefined ? [] : [{ key, schema, meaning }];
  if (meaning?.sameAs !== undefined) return own;
  const kind = bare(schema);
  const isList = kind instanceof z.ZodArray;
  const inner = new Map<string, z.core.$ZodType>();
  for (const object of objectsOf(isList ? kind.def.element : schema))
    for (const [name, value] of Object.entries(object.def.shape)) if (!inner.has(name)) inner.set(name, value);
  const prefix = isList ? `${key}[].` : `${key}.`;
  return [...own, ...[...inner].flatMap(([name, value]) => rowsOf(prefix + name, value))];
}

function table(rows: readonly Row[], language: Language): string {
  const text = PAGE_TEXT[language];
  const lines = rows.map(({ key, schema, meaning }) => {
    const same = meaning.sameAs === undefined ? '' : ` ${text.sameAs(meaning.sameAs)}`;
    return row([
      `\`${key}\``,
      meaning.type[language],
      defaultText(schema, meaning, language),
      meaning.means[language] + same,
    ]);
  });
  return [row(text.columns), row(text.columns.map(() => '---')), ...lines].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function defaultText(schema: z.core.$ZodType, meaning: Meaning, language: Language): string {
  if (meaning.default !== undefined) return meaning.default[language];
  const value = defaultOf(schema);
  if (value !== undefined) return isEmptyGroup(value) ? '' : `\`${flow(value)}\``;
  return schema instanceof z.ZodExactOptional ? '' : PAGE_TEXT[language].required;
}

function isEmptyGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** As YAML writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return /^\d\d:/.test(String(value)) ? `"${String(value)}"` : String(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${flow(inner)}`)
    .join(', ')} }`;
}
