import type { SettingsSource } from '@tillbridge/settings';

type Path = readonly (string | number)[];

/** Keys whose values are secret in what is sealed; what stands beside them (scopes, times, causes) is not. */
const SEALED = ['accessToken', 'refreshToken', 'verifier'];

/** Every secret of the settings file, passwords in addresses included, for whoever has to keep them out of a log (I6). */
export function secretsOfSettings(source: Pick<SettingsSource, 'written' | 'isSecret'>): string[] {
  return leavesOf(source.written([]), []).flatMap(([path, text]) => [
    ...(source.isSecret(path) ? [text] : []),
    ...passwordsIn(text),
  ]);
}

/** The secrets in a text that was sealed. */
export function secretsSealed(text: string): string[] {
  return leavesOf(parsed(text), []).flatMap(([path, leaf]) => (SEALED.includes(String(path.at(-1))) ? [leaf] : []));
}

function leavesOf(value: unknown, path: Path): ReadonlyArray<readonly [Path, string]> {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((inner, index) => leavesOf(inner, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

/** The password of a URL, as it is written and percent-decoded. */
function passwordsIn(text: string): string[] {
  const password = URL.parse(text)?.password ?? '';
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
