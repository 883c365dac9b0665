import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import type { JsonSchema } from '@tillbridge/plugin-kit';

/**
 * Compiles a draft 2020-12 schema that reports all errors at once and fills in defaults. Words that begin with `x-`
 * are notes for the host and for forms; every other unknown word is an error, since a misspelt `required` would
 * otherwise check nothing.
 *
 * @throws Error when the schema itself is wrong
 */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    useDefaults: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    logger: false,
  });
  formats.default(ajv);
  for (const word of notesIn(schema)) ajv.addKeyword(word);
  return ajv.compile({ ...schema });
}

export function schemaErrors(validate: ValidateFunction): readonly ErrorObject[] {
  return validate.errors ?? [];
}

/** Pointer of the value and the rule it breaks, without the value (I6). */
export function sayError(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'the manifest' : error.instancePath.slice(1).replaceAll('/', '.');
  const extra = error.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty'])})` : '';
  return `${where} ${error.message ?? 'is wrong'}${extra}`;
}

function notesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith('x-')) found.add(key);
    notesIn(inner, found);
  }
  return found;
}
