import { describe, expect, it } from '@jest/globals';
import { lookUp } from './look-up.js';
import { SALES } from './sales.js';
import { settingsOf } from './settings.js';
import { aSaleRow } from './testing/builders.js';
import { aList, API, scriptedPos, type Scripted } from './testing/scripted-pos.js';

const GONE: Scripted = { status: 404, body: { message: "Object of type 'Sale' not found with primary ID '2'." } };

function aLookUp(settings: Readonly<Record<string, unknown>> = {}) {
  const account = { settings: settingsOf({ apiUrl: API, ...settings }), id: '990001' };
  return { account, entity: 'Sale', decoding: SALES } as const;
}

function idOf(url: URL): string | undefined {
  return /\/Sale\/(\w+)\.json$/.exec(url.pathname)?.[1];
}

function oneByOne(url: URL): Scripted {
  const id = idOf(url);
  return id === '2' ? GONE : { body: { '@attributes': { count: '1' }, Sale: aSaleRow({ saleID: id }) } };
}

describe('a look-up', () => {
  it('asks for a hundred at once and answers those that still are, voided ones included', async () => {
    const pos = scriptedPos((url) => {
      const ids = url.searchParams.get('saleID')?.match(/\d+/g) ?? [];
      const rows = ids.filter((id) => id !== '2').map((saleID) => aSaleRow({ saleID, voided: 'true' }));
      return { body: aList('Sale', rows) };
    });
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));

    const found = await lookUp(pos.context, aLookUp(), ids);

    expect(found.map((sale) => sale.id)).toEqual(ids.filter((id) => id !== '2'));
    expect(found[0]?.state).toBe('voided');
    expect(pos.asked).toHaveLength(2);
  });

  it.each([
    ['is refused', (): Scripted => ({ status: 400, body: { message: 'unknown operator' } })],
    ['answers what was not asked for', (): Scripted => ({ body: aList('Sale', [aSaleRow({ saleID: '999' })]) })],
    ['matches nothing though the records are there', (): Scripted => ({ body: aList('Sale', undefined) })],
  ])('asks one by one where the list %s', async (_, list) => {
    const pos = scriptedPos((url) => (idOf(url) === undefined ? list() : oneByOne(url)));

    const found = await lookUp(pos.context, aLookUp(), ['1', '2', '3']);

    expect(found.map((sale) => sale.id)).toEqual(['1', '3']);
  });

  it('follows the pages of its list: a record on the second page is not gone', async () => {
    const next = `${API}/Account/990001/Sale.json?saleID=IN%2C%5B1%2C3%5D&after=1`;
    const pos = scriptedPos((url) => ({
      body: url.searchParams.has('after')
        ? aList('Sale', aSaleRow({ saleID: '3' }))
        : aList('Sale', aSaleRow({ saleID: '1' }), next),
    }));

    const found = await lookUp(pos.context, aLookUp(), ['1', '3']);

    expect(found.map((sale) => sale.id)).toEqual(['1', '3']);
  });

  it('asks one by one where the settings say so', async () => {
    const pos = scriptedPos(oneByOne);

    const found = await lookUp(pos.context, aLookUp({ lookUpByList: false }), ['1', '2']);

    expect(found.map((sale) => sale.id)).toEqual(['1']);
    expect(pos.asked.every((request) => !request.url.includes('IN%2C'))).toBe(true);
  });

  it('finds none where all are gone', async () => {
    const pos = scriptedPos((url) => (idOf(url) === undefined ? { body: aList('Sale', undefined) } : GONE));

    expect(await lookUp(pos.context, aLookUp(), ['2'])).toEqual([]);
  });

  it.each([
    ['the POS is down', (): Scripted => ({ status: 503, body: '' }), 'upstream.unavailable'],
    [
      'the POS asks to come later',
      (): Scripted => ({ status: 400, body: 'Please try again later.' }),
      'upstream.unavailable',
    ],
    [
      'a record cannot be read',
      (): Scripted => ({ body: aList('Sale', aSaleRow({ saleID: '1', total: 'x' })) }),
      'upstream.malformed',
    ],
  ])('fails where %s: a record is never gone for want of an answer', async (_, answer, code) => {
    const pos = scriptedPos(answer);

    await expect(lookUp(pos.context, aLookUp(), ['1'])).rejects.toThrow(code);
  });
});
