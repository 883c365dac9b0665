import { describe, expect, it } from '@jest/globals';
import { causeOf, type Cause } from '@tillbridge/plugin-kit';
import { askForRow, readPages, type PageSource } from './pages.js';
import { shopsRequest } from './requests.js';
import { settingsOf } from './settings.js';
import { aList, API, collect, scriptedPos, type Scripted } from './testing/scripted-pos.js';

const OWN = `${API}/Account/990001/Shop.json`;

function aSource(): PageSource {
  const account = { settings: settingsOf({ apiUrl: API }), id: '990001' };
  return { account, entity: 'Shop', first: shopsRequest(account) };
}

/** Pages of one row each, the last without a link. */
function pagesOf(count: number): (url: URL) => Scripted {
  return (url) => {
    const page = Number(url.searchParams.get('after') ?? '1');
    const next = page < count ? `${OWN}?after=${String(page + 1)}` : '';
    return { body: aList('Shop', { shopID: String(page) }, next) };
  };
}

async function causeWhile(work: () => Promise<unknown>): Promise<Cause | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    return causeOf(thrown);
  }
}

describe('a list of pages', () => {
  it('is read to its end, and only its last page says so', async () => {
    const pos = scriptedPos(pagesOf(3));

    const pages = await collect(readPages(pos.context, aSource()));

    expect(pages.map((page) => page.rows)).toEqual([[{ shopID: '1' }], [{ shopID: '2' }], [{ shopID: '3' }]]);
    expect(pages.map((page) => page.last)).toEqual([false, false, true]);
    expect(pos.asked).toHaveLength(3);
  });

  it('follows the link exactly as it was given', async () => {
    const link = `${OWN}?completeTime=%3E%3C%2Ca%2Cb&after=WzEwNV0%3D`;
    const pos = scriptedPos((_, nth) => ({ body: aList('Shop', { shopID: String(nth) }, nth === 1 ? link : '') }));

    await collect(readPages(pos.context, aSource()));

    expect(pos.asked[1]?.url).toBe(link);
  });

  it('is asked for one page ahead of the one in use, never further', async () => {
    const pos = scriptedPos(pagesOf(10));
    const asked: number[] = [];

    for await (const page of readPages(pos.context, aSource())) {
      expect(page.rows).toHaveLength(1);
      await new Promise(setImmediate);
      asked.push(pos.asked.length);
    }

    expect(asked).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
  });

  it('can be left early although the page ahead fails', async () => {
    const pos = scriptedPos((url) => (url.searchParams.has('after') ? { status: 500, body: '' } : pagesOf(2)(url)));
    const pages = readPages(pos.context, aSource());

    const first = await pages.next();
    await pages.return();
    await new Promise(setImmediate);

    expect(first.done).toBe(false);
    expect(pos.asked).toHaveLength(2);
  });

  it('gives the page that came before one that fails', async () => {
    const pos = scriptedPos((url) => (url.searchParams.has('after') ? { status: 500, body: '' } : pagesOf(2)(url)));
    const seen: unknown[] = [];

    const cause = await causeWhile(async () => {
      for await (const page of readPages(pos.context, aSource())) seen.push(page);
    });

    expect(seen).toHaveLength(1);
    expect(cause?.code).toBe('upstream.unavailable');
  });

  it('stops before the next request once the call is aborted', async () => {
    const pos = scriptedPos(pagesOf(10));

    const read = (async () => {
      for await (const page of readPages(pos.context, aSource())) {
        expect(page.last).toBe(false);
        pos.abort.abort(new Error('stop now'));
      }
    })();

    await expect(read).rejects.toThrow('stop now');
    expect(pos.asked).toHaveLength(2);
  });
});

describe('a link to the next page', () => {
  it.each([
    ['another host', 'https://evil.example/API/V3/Account/990001/Shop.json?after=2'],
    ['the same host without TLS', 'http://pos.example/API/V3/Account/990001/Shop.json?after=2'],
    ['another port', 'https://pos.example:8443/API/V3/Account/990001/Shop.json?after=2'],
    ['a host that only begins alike', 'https://pos.example.evil.example/API/V3/Account/990001/Shop.json'],
    ['a name and password', 'https://me:pw@pos.example/API/V3/Account/990001/Shop.json?after=2'],
    ['another account', `${API}/Account/990002/Shop.json?after=2`],
    ['an account that only begins alike', `${API}/Account/9900011/Shop.json?after=2`],
    ['a path that climbs out', `${API}/Account/990001/../../Shop.json`],
    ['no address at all', 'next page please'],
  ])('that leads to %s is refused before the token could go there', async (_, link) => {
    const pos = scriptedPos(() => ({ body: aList('Shop', { shopID: '1' }, link) }));

    const cause = await causeWhile(() => collect(readPages(pos.context, aSource())));

    expect(cause?.code).toBe('link.foreign');
    expect(pos.asked).toHaveLength(1);
  });

  it('that leads back is a cursor loop, not an endless read', async () => {
    const pos = scriptedPos(() => ({ body: aList('Shop', { shopID: '1' }, `${OWN}?after=1`) }));

    const cause = await causeWhile(() => collect(readPages(pos.context, aSource())));

    expect(cause).toMatchObject({ code: 'upstream.malformed', message: expect.stringContaining('cursor loop') });
    expect(pos.asked).toHaveLength(2);
  });

  it('that is absent while more was counted is the paging of the older API', async () => {
    const body = { '@attributes': { count: '250', offset: '0', limit: '100' }, Shop: [{ shopID: '1' }] };
    const pos = scriptedPos(() => ({ body }));

    const cause = await causeWhile(() => collect(readPages(pos.context, aSource())));

    expect(cause?.code).toBe('upstream.malformed');
  });
});

describe('an answer', () => {
  it.each([
    ['an empty V3 list', aList('Shop', undefined)],
    ['an empty V2 list', { '@attributes': { count: '0', offset: '0', limit: '100' } }],
    ['an empty object', {}],
    ['an empty text', aList('Shop', '')],
  ])('without records is read as none where it is %s', async (_, body) => {
    const pages = await collect(readPages(scriptedPos(() => ({ body })).context, aSource()));

    expect(pages).toEqual([{ rows: [], last: true }]);
  });

  it('that is no list is never read as none', async () => {
    const pos = scriptedPos(() => ({ body: { status: 'ok' } }));

    const cause = await causeWhile(() => collect(readPages(pos.context, aSource())));

    expect(cause?.code).toBe('upstream.malformed');
  });

  it.each([
    ['a page for people', '<html><head><title>Sign in</title></head><body>Welcome</body></html>'],
    ['cut off', '{"@attributes":{"next":"","previous":""},"Shop":[{"shopID":"1"'],
    ['empty', ''],
    ['no object', '[1,2]'],
  ])('is asked for three times and then is an outage where it is %s', async (_, body) => {
    const pos = scriptedPos(() => ({ body }));

    const cause = await causeWhile(() => askForRow(pos.context, aSource().first));

    expect(cause?.code).toBe('upstream.unavailable');
    expect(cause?.message).toContain('not JSON');
    expect(pos.asked).toHaveLength(3);
  });

  it('I6: that breaks off within a record is told without a word of it', async () => {
    const pos = scriptedPos(() => ({ body: '{"Sale":[{"Customer":{"firstName":"Marguerite' }));

    const cause = await causeWhile(() => askForRow(pos.context, aSource().first));

    expect(cause?.message).toBe("Lightspeed's answer (200) is not JSON, it breaks off");
  });

  it('that comes whole at the second try is as good as at the first', async () => {
    const pos = scriptedPos((_, nth) => ({ body: nth === 1 ? '{"cut' : { ok: '1' } }));

    expect(await askForRow(pos.context, aSource().first)).toEqual({ ok: '1' });
  });

  it('of an error under status 200 is classified by what it says', async () => {
    const bodies = [{ httpCode: '500', message: 'down' }, { error: 'access_denied' }];

    const causes = await Promise.all(
      bodies.map((body) => causeWhile(() => askForRow(scriptedPos(() => ({ body })).context, aSource().first))),
    );

    expect(causes.map((cause) => cause?.code)).toEqual(['upstream.unavailable', 'auth.expired']);
  });
});
