import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.ts';
import { ApiDesk } from './api-desk.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const TWO_SHOPS = `
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
`;

/** Every line of a page that somebody would paste into a shell. */
function curlLines(page: string): string[] {
  return readFileSync(join(DOCS, page), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('curl '));
}

/** The words of a line as a shell splits them; `$KEY` is put in within double quotes. */
function words(line: string, key: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double?.replaceAll('$KEY', key) ?? bare ?? '',
  );
}

async function paste(line: string, desk: ApiDesk) {
  let [method, body, address]: [string, string | undefined, string] = ['GET', undefined, ''];
  const headers: Record<string, string> = {};
  const [, ...given] = words(line, desk.key);
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    if (word === '-X') method = given[(at += 1)] ?? '';
    else if (word === '-d') body = given[(at += 1)] ?? '';
    else if (word === '-H') {
      const [name = '', value = ''] = (given[(at += 1)] ?? '').split(': ');
      headers[name] = value;
    } else if (word !== '-s') address = word;
  }
  const path = address.replace('http://localhost:8080', '');
  const asked = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;
  const sent = desk.anonymous()[asked[method as keyof typeof asked]](path).set(headers);
  return body === undefined ? sent : sent.send(body);
}

it('every curl line of the guide to the API does what the guide says, in its order', async () => {
  const account = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
  const workplace = await Workplace.open('SQLite', { ...account, locations: TWO_SHOPS });
  await workplace.sync({ from: '2026-05-12', to: '2026-05-13' });
  const desk = await ApiDesk.open(workplace);
  const lines = curlLines('api.md');

  const answers: Array<readonly [string, number]> = [];
  for (const line of lines) answers.push([line, (await paste(line, desk)).status]);

  expect(lines.length).toBeGreaterThan(25);
  expect(answers.filter(([, status]) => status < 200 || status > 299)).toEqual([]);
  await desk.close();
  await workplace.close();
});

it('the French guide has the same lines', () => {
  expect(curlLines('api.fr.md')).toEqual(curlLines('api.md'));
});
