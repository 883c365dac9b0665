import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../../../shared/reference/lightspeed-r-series-fixtures/', import.meta.url);

/** Answers of the real API, which are not ours to publish: they lie beside a checkout, never in it. */
export const FIXTURES_PRESENT = existsSync(FOLDER);

export const FIXTURES_ABSENT = 'the recorded answers do not lie beside this checkout';

export function fixtureText(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}
