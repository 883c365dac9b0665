import * as z from 'zod';
import { pathText, valueAt, type Path } from '../file/path.js';
import type { LoadedSettings } from '../load.js';
import { objectsOf } from '../schema/lookup.js';
import { bare, defaultOf, meaningOf, TYPES } from '../schema/meaning.js';
import { settingsSchema } from '../schema/schema.js';
import type { DatabaseSettings } from '../settings.js';
import { MASK, maskedUrl } from './mask.js';

/** One key with the value that holds, as it may be shown to anybody: secrets are masked (I6). */
export interface EffectiveSetting {
  readonly key: string;
  readonly value: unknown;
  readonly from: 'default' | 'file' | 'substitution';
  /** Where in the file; null for a default. */
  readonly line: number | null;
  /** Of a substitution: the variables, or `file:<path>`, that it was put together from. */
  readonly by: readonly string[];
}

/** Every effective value in the order of `config/default.yaml`, for `config print` and the log at start. */
export function describeSettings(loaded: LoadedSettings): EffectiveSetting[] {
  return settingsWithPaths(loaded).map(({ key, value, from, line, by }) => ({ key, value, from, line, by }));
}

interface SettingWithPath extends EffectiveSetting {
  readonly path: Path;
}

/** The same, for whoever looks at what was written. */
export function settingsWithPaths(loaded: LoadedSettings): SettingWithPath[] {
  return describe(loaded, settingsSchema, []);
}

function describe(loaded: LoadedSettings, schema: z.core.$ZodType, path: Path): SettingWithPath[] {
  if (pathText(path) === 'database.url') return [entry(loaded, path, databaseUrl(loaded.settings.database))];
  const value = effectiveValue(loaded, path);
  const kind = bare(schema);
  if (value === undefined && path.length > 0) return [];
  if (objectsOf(schema).length > 0) return describeGroup(loaded, schema, path);
  if (kind instanceof z.ZodArray && objectsOf(kind.def.element).length > 0 && Array.isArray(value) && value.length > 0)
    return value.flatMap((_item, index) => describe(loaded, kind.def.element, [...path, index]));
  const isDuration = meaningOf(schema)?.type === TYPES.duration;
  return [entry(loaded, path, isDuration ? (loaded.source.written(path) ?? defaultOf(schema)) : value)];
}

function describeGroup(loaded: LoadedSettings, schema: z.core.$ZodType, path: Path): SettingWithPath[] {
  const shapes = objectsOf(schema).map((object) => object.def.shape);
  const known = new Map(shapes.flatMap((shape) => Object.entries(shape)));
  const named = [...known].flatMap(([name, inner]) => describe(loaded, inner, [...path, name]));
  return [...named, ...freeKeys(loaded, path).flatMap((name) => describeFree(loaded, [...path, name]))];
}

/** The keys that only a connector or a kind of output knows. */
function freeKeys(loaded: LoadedSettings, path: Path): string[] {
  const isConnector = path.length === 3 && path[0] === 'connections' && path[2] === 'settings';
  const isOutput = path.length === 2 && path[0] === 'outputs';
  const group = effectiveValue(loaded, isOutput ? [...path, 'settings'] : path);
  return (isConnector || isOutput) && typeof group === 'object' && group !== null ? Object.keys(group) : [];
}

function describeFree(loaded: LoadedSettings, path: Path): SettingWithPath[] {
  const value = loaded.source.written(path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [entry(loaded, path, value)];
  return Object.keys(value).flatMap((name) => describeFree(loaded, [...path, name]));
}

function effectiveValue(loaded: LoadedSettings, path: Path): unknown {
  return valueAt(loaded.settings, path);
}

function databaseUrl(database: DatabaseSettings): string {
  return database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url;
}

function entry(loaded: LoadedSettings, path: Path, value: unknown): SettingWithPath {
  const { source } = loaded;
  const written = source.written(path) !== undefined;
  const by = source.substitutedBy(path);
  return {
    key: pathText(path),
    path,
    value: masked(loaded, path, value),
    from: !written ? 'default' : by.length > 0 ? 'substitution' : 'file',
    line: written ? (source.locate(path)?.line ?? null) : null,
    by,
  };
}

function masked(loaded: LoadedSettings, path: Path, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (loaded.source.isSecret(path)) return MASK;
  if (typeof value === 'string') return maskedUrl(value);
  if (Array.isArray(value)) return value.map((item: unknown, index) => masked(loaded, [...path, index], item));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [name, masked(loaded, [...path, name], item)]),
  );
}

/** `default`, `/etc/tillbridge.yaml:12`, or with what was substituted: `/etc/tillbridge.yaml:12 $HOOK_SECRET`. */
export function originText({ source }: LoadedSettings, { line, by }: EffectiveSetting): string {
  if (line === null) return 'default';
  const sources = by.map((name) => ` $` + (name.startsWith('file:') ? `{${name}}` : name));
  return `${source.file ?? ''}:${line}${sources.join('')}`;
}
