import type { Json, JsonSchema } from '@tillbridge/plugin-kit';

/** Every schema that applies to the value one step below that of `schemas`. References are followed. */
export function schemasOf(root: JsonSchema, schemas: readonly JsonSchema[], step: string | number): JsonSchema[] {
  return schemas
    .flatMap((schema) => parts(root, schema))
    .flatMap((schema) => inside(schema, step))
    .flatMap((schema) => parts(root, schema));
}

/** Every schema that applies to the value at a path below the root. */
export function schemasAt(root: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  return path.reduce<JsonSchema[]>((schemas, step) => schemasOf(root, schemas, step), [root]);
}

export function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function inside(schema: JsonSchema, step: string | number): JsonSchema[] {
  const { properties, items, additionalProperties, propertyNames } = schema;
  if (typeof step === 'number') return [items].filter(isSchema);
  const own = isSchema(properties) && Object.hasOwn(properties, step) ? properties[step] : additionalProperties;
  return [own, propertyNames].filter(isSchema);
}

/** The schema itself and those that it is composed of (`allOf`, `$ref` and the like). A loop of references ends. */
function parts(root: JsonSchema, schema: JsonSchema, seen: readonly JsonSchema[] = []): JsonSchema[] {
  if (seen.includes(schema)) return [];
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => {
    const list = schema[word];
    return Array.isArray(list) ? (list as readonly Json[]) : [];
  });
  const further = [referred(root, schema['$ref']), schema['then'], schema['else'], ...lists].filter(isSchema);
  return [schema, ...further.flatMap((part) => parts(root, part, [...seen, schema]))];
}

/** `#/$defs/secret`; a reference to elsewhere would not have compiled. */
function referred(root: JsonSchema, reference: Json | undefined): Json | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  const steps = reference.slice(2).split('/');
  return steps.reduce<Json | undefined>((at, step) => (isSchema(at) ? at[step] : undefined), root);
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
