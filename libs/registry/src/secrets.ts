import type { JsonSchema, Manifest } from '@tillbridge/plugin-kit';
import { isGroup, schemasOf } from './walk-schema.js';

type Path = readonly (string | number)[];

/** Where a plugin's own schema says that a secret stands: `x-secret: true` or `format: password` (I6). */
export function secretsIn(
  manifest: Pick<Manifest, 'settings'>,
  settings: Readonly<Record<string, unknown>>,
): readonly Path[] {
  return secretsBelow(settings, [manifest.settings], { root: manifest.settings, path: [] });
}

function secretsBelow(
  value: unknown,
  schemas: readonly JsonSchema[],
  { root, path }: { readonly root: JsonSchema; readonly path: Path },
): Path[] {
  if (path.length > 0 && schemas.some(marksSecret)) return [path];
  if (!isGroup(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? Number(name) : name;
    return secretsBelow(inner, schemasOf(root, schemas, step), { root, path: [...path, step] });
  });
}

function marksSecret(schema: JsonSchema): boolean {
  return schema['x-secret'] === true || schema['format'] === 'password';
}
