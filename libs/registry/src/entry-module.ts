import { pathToFileURL } from 'node:url';

import { insideFolder } from './find.js';

/**
 * Which of a plugin's files is loaded:
 * - built: `main` of the manifest, `dist/index.js` (what runs at a customer's)
 * - source: the TypeScript file it was built from, `src/index.ts`, for tests that run without a build and whose
 *   loader understands TypeScript
 */
export type EntryKind = 'built' | 'source';

export function entryFile(main: string, entry: EntryKind): string {
  if (entry === 'built') return main;
  return main.replace(/^(\.\/)?dist\//, 'src/').replace(/\.m?js$/, '.ts');
}

/** null where the file is missing or lies outside the plugin's folder. */
export async function entryPath(folder: string, main: string, entry: EntryKind): Promise<string | null> {
  return insideFolder(folder, entryFile(main, entry));
}

/**
 * The default export of the entry module, called.
 *
 * @throws Error that says what is wrong: no function, no answer within the limit, or whatever the module threw
 */
export async function callEntry(path: string, timeLimit: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not load within ${timeLimit / 1000} s`)), timeLimit);
  });
  try {
    const module: unknown = await Promise.race([import(pathToFileURL(path).href), expiry]);
    if (typeof module !== 'object' || module === null || !('default' in module)) throw new Error('no default export');
    if (typeof module.default !== 'function') throw new Error('its default export is no function');
    return module.default();
  } finally {
    clearTimeout(timer);
  }
}

const CONNECTOR_CALLS = [
  'authorization',
  'observeRate',
  'classify',
  'check',
  'listShops',
  'readSales',
  'readShifts',
  'lookUpSales',
  'lookUpShifts',
];
const OUTPUT_CALLS = ['check', 'deliver', 'preview', 'shapingSettings'];

/** The functions of the contract that are not there. */
export function missingCalls(made: unknown, kind: 'connector' | 'output'): readonly string[] {
  const calls = kind === 'connector' ? CONNECTOR_CALLS : OUTPUT_CALLS;
  if (typeof made !== 'object' || made === null) return calls;
  return calls.filter((call) => typeof Reflect.get(made, call) !== 'function');
}
