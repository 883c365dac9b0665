import * as z from 'zod';
import type { Phrase } from '../check/phrase.js';

/** What `docs/settings.md` and `config print` know of a key beside its schema. */
export interface Meaning {
  readonly type: Phrase;
  readonly means: Phrase;
  /** The text of a default that depends on another key. */
  readonly default?: Phrase;
  /** A path that is resolved against the working directory. */
  readonly path?: true;
  /** The section whose keys are the same; they are not told twice. */
  readonly sameAs?: string;
}

const meanings = z.registry<Meaning>();

/** Gives a key its meaning and returns the same schema. */
export function key<T extends z.ZodType>(schema: T, meaning: Meaning): T {
  meanings.add(schema, meaning);
  return schema;
}

/** The meaning of a key, whether it was given before or after its default. */
export function meaningOf(schema: z.core.$ZodType): Meaning | undefined {
  return meanings.get(schema) ?? (isWrapped(schema) ? meaningOf(schema.def.innerType) : undefined);
}

/** The schema itself, without its default and without the permission to be null or absent. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return isWrapped(schema) ? bare(schema.def.innerType) : schema;
}

/** The default of the key as the file would write it; undefined where there is none. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) return schema.def.defaultValue;
  return isWrapped(schema) ? defaultOf(schema.def.innerType) : undefined;
}

type Wrapped = z.ZodPrefault | z.ZodDefault | z.ZodOptional | z.ZodExactOptional | z.ZodNullable;

function isWrapped(schema: z.core.$ZodType): schema is Wrapped {
  return (
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable
  );
}

export const TYPES = {
  text: { en: 'text', fr: 'texte' },
  texts: { en: 'list of texts', fr: 'liste de textes' },
  id: { en: 'id', fr: 'identifiant' },
  ids: { en: 'list of ids', fr: 'liste d’identifiants' },
  path: { en: 'path', fr: 'chemin' },
  paths: { en: 'list of paths', fr: 'liste de chemins' },
  url: { en: 'address', fr: 'adresse' },
  duration: { en: 'duration', fr: 'durée' },
  yesOrNo: { en: 'true or false', fr: 'true ou false' },
  group: { en: 'group of keys', fr: 'groupe de clés' },
  list: { en: 'list', fr: 'liste' },
  startTime: { en: 'time of day HH:MM', fr: 'heure HH:MM' },
  timeZone: { en: 'IANA time zone', fr: 'fuseau horaire IANA' },
  date: { en: 'date YYYY-MM-DD', fr: 'date AAAA-MM-JJ' },
} as const satisfies Readonly<Record<string, Phrase>>;

/** The type of a key that takes one of a few words. */
export function oneOf(...words: readonly (string | number)[]): Phrase {
  const start = words.slice(0, -1).join(', ');
  return { en: `${start} or ${words.at(-1)}`, fr: `${start} ou ${words.at(-1)}` };
}
