import { describe, expect, it } from '@jest/globals';
import { Accounts } from './account.js';
import { check } from './check.js';
import { listShops } from './shops.js';
import { aSaleRow, aShiftRow } from './testing/builders.js';
import { aList, scriptedPos, type Scripted } from './testing/scripted-pos.js';

const SESSION = {
  systemCustomerID: '990001',
  employeeID: '1',
  Employee: { firstName: 'Olive', lastName: 'Owner' },
  Rights: { register: 'true', admin_employees: 'true', reports: 'true' },
};

function healthy(url: URL): Scripted {
  if (url.pathname.endsWith('/Session.json')) return { body: SESSION };
  if (url.pathname.endsWith('/V3/Account.json'))
    return { body: { Account: { accountID: '990001' }, '@attributes': { count: '1' } } };
  if (url.pathname.endsWith('/Account/990001.json')) return { body: { defaultCurrency: { code: 'USD', symbol: '$' } } };
  if (url.pathname.endsWith('/Shop.json'))
    return { body: aList('Shop', [{ shopID: '1' }, { shopID: '4', archived: 'true' }]) };
  if (url.pathname.endsWith('/Sale.json')) return { body: aList('Sale', aSaleRow()) };
  return { body: aList('EmployeeHours', aShiftRow()) };
}

describe('a check', () => {
  it('shows what it saw of each capability, in six requests and without a name', async () => {
    const pos = scriptedPos(healthy, { accountId: undefined });

    const items = await check(pos.context, new Accounts());

    expect(items.map((item) => [item.capability, item.status])).toEqual([
      ['auth', 'ok'],
      ['shops', 'ok'],
      ['sales', 'ok'],
      ['shifts', 'ok'],
    ]);
    expect(items[0]?.evidence).toBe('account 990001, authorised by employee 1, rights: register, admin_employees');
    expect(items[1]?.evidence).toBe('2 shops, 1 of them archived');
    expect(pos.asked).toHaveLength(6);
    expect(JSON.stringify(items)).not.toContain('Olive');
  });

  it('fails for shifts alone where only their right is missing', async () => {
    const pos = scriptedPos((url) =>
      url.pathname.endsWith('/EmployeeHours.json') ? { status: 403, body: {} } : healthy(url),
    );

    const items = await check(pos.context, new Accounts());

    expect(items.map((item) => item.status)).toEqual(['ok', 'ok', 'ok', 'failed']);
    expect(items[3]?.cause?.code).toBe('permission.missing');
  });

  it('asks no further where the token is not taken', async () => {
    const pos = scriptedPos(() => ({ status: 401, body: { error: 'access_denied' } }));

    const items = await check(pos.context, new Accounts());

    expect(items.map((item) => item.status)).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
    expect(pos.asked).toHaveLength(1);
  });

  it('tells of a token for another account than the settings name', async () => {
    const pos = scriptedPos(healthy, { accountId: '77' });

    const [auth] = await check(pos.context, new Accounts());

    expect(auth?.cause).toMatchObject({ code: 'settings.invalid', remedy: expect.stringContaining('990001') });
  });
});

describe('a check of a server that shows no session', () => {
  it('goes on with what can be read', async () => {
    const pos = scriptedPos((url) =>
      url.pathname.endsWith('/Session.json') ? { status: 404, body: '' } : healthy(url),
    );

    const items = await check(pos.context, new Accounts());

    expect(items.map((item) => item.status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(items[0]?.evidence).toBe('account 990001, authorised by employee unknown, rights: unknown');
  });
});

describe('the account of a connection', () => {
  it('is asked for once, even by two at the same time', async () => {
    const pos = scriptedPos(healthy, { accountId: undefined });
    const accounts = new Accounts();

    const found = await Promise.all([accounts.of(pos.context), accounts.of(pos.context)]);
    await accounts.of(pos.context);

    expect(found.map((account) => account.id)).toEqual(['990001', '990001']);
    expect(pos.asked).toHaveLength(1);
  });

  it('is asked for again after a failure', async () => {
    const pos = scriptedPos((url, nth) => (nth === 1 ? { status: 503, body: '' } : healthy(url)), {
      accountId: undefined,
    });
    const accounts = new Accounts();

    await expect(accounts.of(pos.context)).rejects.toThrow('upstream.unavailable');

    expect((await accounts.of(pos.context)).id).toBe('990001');
  });

  it('is asked for again once it is refused: the connection may have been authorised for another one', async () => {
    const pos = scriptedPos((url) => (url.pathname.endsWith('/Shop.json') ? { status: 403, body: {} } : healthy(url)), {
      accountId: undefined,
    });
    const accounts = new Accounts();

    await expect(accounts.with(pos.context, (account) => listShops(pos.context, account))).rejects.toThrow(
      'permission',
    );
    await accounts.of(pos.context);

    expect(pos.asked.filter((request) => request.url.endsWith('/V3/Account.json'))).toHaveLength(2);
  });
});
