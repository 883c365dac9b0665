import type { ConnectorManifest } from '@tillbridge/plugin-kit';

/**
 * Where a connector may send a connection's token: its manifest's hosts, over https only, and the origins of settings
 * marked `x-origin`, as written, so that a fake POS on plain http can stand in for the real one.
 */
export function allowedOrigins(
  manifest: Pick<ConnectorManifest, 'hosts' | 'settings'>,
  settings: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const hosts = manifest.hosts.map((host) => new URL(`https://${host}`).origin);
  return new Set([...hosts, ...markedOrigins(manifest.settings, settings)]);
}

function* markedOrigins(schema: unknown, value: unknown): Generator<string> {
  if (!isRecord(schema)) return;
  if (schema['x-origin'] === true && typeof value === 'string') {
    const url = URL.parse(value);
    if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) yield url.origin;
  }
  const properties = schema['properties'];
  if (isRecord(properties) && isRecord(value)) {
    for (const [key, inner] of Object.entries(properties)) yield* markedOrigins(inner, value[key]);
  }
  if (Array.isArray(value)) for (const item of value) yield* markedOrigins(schema['items'], item);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
