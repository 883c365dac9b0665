import type { SettingsSource } from '@tillbridge/settings';

type Group = Readonly<Record<string, unknown>>;

const PATHS = ['directory', 'caFile'];
const SQLITE = 'sqlite:';

/** Relative paths of outputs follow the same rule as all others in the file. */
export function withAbsolutePaths(source: Pick<SettingsSource, 'resolvePath'>, settings: Group): Group {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, absolute(source, name, value)]));
}

function absolute({ resolvePath }: Pick<SettingsSource, 'resolvePath'>, name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (PATHS.includes(name)) return resolvePath(value);
  if (name !== 'url' || !value.startsWith(SQLITE)) return value;
  return `${SQLITE}${resolvePath(value.slice(SQLITE.length))}`;
}
