import type { Problem } from '@tillbridge/domain';
import { settingsProblem } from '../check/phrase.js';
import type { LoadedSettings } from '../load.js';
import { describeSettings } from './effective.js';
import { MASK } from './mask.js';

/** Of each secret that stands in the file itself, in the order of its lines: no fault, but copies of the file spread it. */
export function clearSecrets(loaded: LoadedSettings): Problem[] {
  const { source } = loaded;
  const inFile = describeSettings(loaded).filter(({ from, value }) => from === 'file' && holdsMask(value));
  return inFile.map(({ key, line }) =>
    settingsProblem('settings.secret_in_file', { file: source.file ?? '-', line: line ?? 1, key }),
  );
}

function holdsMask(value: unknown): boolean {
  if (typeof value === 'string') return value === MASK || /:\*\*\*@|=\*\*\*/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMask);
}
