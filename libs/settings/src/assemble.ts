import type { TallyRules } from '@tillbridge/domain';
import { resolve } from 'node:path';
import { OUTPUT_KEYS } from './schema/outputs.js';
import type { ParsedSettings } from './schema/schema.js';
import type { ConnectionSettings, DatabaseSettings, LocationSettings, OutputSettings, Settings } from './settings.js';

/** Completes what the schema read: paths become absolute, and defaults that depend on other keys are filled in. */
export function assemble(parsed: ParsedSettings, file: string | null, workingDirectory: string): Settings {
  const absolute = (path: string) => resolve(workingDirectory, path);
  const dataDirectory = absolute(parsed.dataDirectory);
  return {
    file,
    dataDirectory,
    database: database(parsed.database.url, dataDirectory, absolute),
    server: { publicUrl: `http://localhost:${parsed.server.port}`, ...parsed.server },
    encryptionKeyFile: absolute(parsed.encryptionKeyFile ?? resolve(dataDirectory, 'encryption.key')),
    network: { ...parsed.network, caFile: parsed.network.caFile === null ? null : absolute(parsed.network.caFile) },
    egress: parsed.egress,
    plugins: { directories: parsed.plugins.directories.map(absolute) },
    connections: parsed.connections.map(connection),
    tallies: parsed.tallies,
    reading: parsed.reading,
    outputs: parsed.outputs.map(output),
    language: parsed.language,
  };
}

function database(
  written: DatabaseSettings | undefined,
  dataDirectory: string,
  absolute: (path: string) => string,
): DatabaseSettings {
  if (written === undefined) return { kind: 'sqlite', path: resolve(dataDirectory, 'tillbridge.db') };
  return written.kind === 'sqlite' ? { kind: 'sqlite', path: absolute(written.path) } : written;
}

type ParsedConnection = ParsedSettings['connections'][number];

function connection(parsed: ParsedConnection): ConnectionSettings {
  const byLocation = Map.groupBy(parsed.locations, ({ locationId }) => locationId);
  const locations = parsed.locations.map((row) => described(row, byLocation.get(row.locationId) ?? [row]));
  return { ...parsed, label: parsed.label ?? parsed.id, locations };
}

type ParsedLocation = ParsedConnection['locations'][number];

/**
 * Completes a row by the other rows of its location: what one of them says holds for all. Contradictions were refused
 * before.
 */
function described(row: ParsedLocation, same: readonly ParsedLocation[]): LocationSettings {
  const first = <T>(pick: (other: ParsedLocation) => T | null) =>
    same.map(pick).find((value) => value !== null) ?? null;
  return {
    ...row,
    status: first(({ status }) => status) ?? 'operational',
    name: first(({ name }) => name),
    region: first(({ region }) => region),
    timeZone: first(({ timeZone }) => timeZone),
    currency: first(({ currency }) => currency),
    tallies: same.reduce<Partial<TallyRules>>((rules, { tallies }) => ({ ...rules, ...tallies }), {}),
  };
}

function output(parsed: ParsedSettings['outputs'][number]): OutputSettings {
  const { id, kind, since, hold } = parsed;
  const own: readonly string[] = OUTPUT_KEYS;
  const settings = Object.fromEntries(Object.entries(parsed).filter(([name]) => !own.includes(name)));
  return { id, kind, since, hold, settings };
}
