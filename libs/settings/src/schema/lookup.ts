import * as z from 'zod';
import type { Path } from '../file/path.js';
import { bare, meaningOf, type Meaning } from './meaning.js';

/** The keys that a group at `path` may hold; none where anything goes or nothing is known. */
export function namesAt(root: z.core.$ZodType, path: Path): string[] {
  return schemasAt(root, path).flatMap((schema) =>
    objectsOf(schema).flatMap((object) => Object.keys(object.def.shape)),
  );
}

export function meaningAt(root: z.core.$ZodType, path: Path): Meaning | undefined {
  return schemasAt(root, path)
    .map((schema) => meaningOf(schema))
    .find((meaning) => meaning !== undefined);
}

/** Several where a group has variants. */
function schemasAt(root: z.core.$ZodType, path: Path): z.core.$ZodType[] {
  return path.reduce<z.core.$ZodType[]>((schemas, step) => schemas.flatMap((schema) => inside(schema, step)), [root]);
}

function inside(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  const kind = bare(schema);
  if (kind instanceof z.ZodArray) return [kind.def.element];
  return objectsOf(schema).flatMap((object) =>
    Object.hasOwn(object.def.shape, step) ? (object.def.shape[step] ?? []) : [],
  );
}

/** The groups of keys a schema describes: itself, or its variants. */
export function objectsOf(schema: z.core.$ZodType): z.ZodObject[] {
  const kind = bare(schema);
  if (kind instanceof z.ZodObject) return [kind];
  return kind instanceof z.ZodUnion ? kind.def.options.flatMap((option) => objectsOf(option)) : [];
}
