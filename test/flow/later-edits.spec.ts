import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { changedKeys, differences, wantedFigures } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const WINDOW = { from: '2026-05-08', to: '2026-05-14' };

interface Sale {
  readonly saleID: string;
  readonly completeTime: string;
}

interface Shift {
  readonly employeeHoursID: string;
  readonly checkIn: string;
  readonly checkOut?: string;
}

/** The completed sales of a shop by what the API lists, oldest first. */
async function salesOf(workplace: Workplace, shop: string, from: string, to: string): Promise<Sale[]> {
  const { simulator } = workplace;
  const headers = { authorization: `Bearer ${await accessToken(workplace)}` };
  const filter = `shopID=${shop}&completed=true&voided=false&completeTime=${encodeURIComponent(`><,${from},${to}`)}`;
  const address = `${simulator.apiUrl}/Account/${simulator.accountId}/Sale.json?limit=100&sort=saleID&${filter}`;
  const answer = (await (await fetch(address, { headers })).json()) as { readonly Sale?: Sale | Sale[] };
  return [answer.Sale ?? []].flat();
}

async function shiftsOf(workplace: Workplace, shop: string, from: string, to: string): Promise<Shift[]> {
  const { simulator } = workplace;
  const headers = { authorization: `Bearer ${await accessToken(workplace)}` };
  const filter = `shopID=${shop}&checkIn=${encodeURIComponent(`><,${from},${to}`)}`;
  const address = `${simulator.apiUrl}/Account/${simulator.accountId}/EmployeeHours.json?limit=100&${filter}`;
  const answer = (await (await fetch(address, { headers })).json()) as { readonly EmployeeHours?: Shift | Shift[] };
  return [answer.EmployeeHours ?? []].flat();
}

async function accessToken({ simulator }: Workplace): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    refresh_token: simulator.issueRefreshToken(),
  });
  const answer = (await (await fetch(`${simulator.authUrl}/token`, { method: 'POST', body })).json()) as {
    readonly access_token: string;
  };
  return answer.access_token;
}

/** Does an edit, imports again, and checks that nothing but what the POS changed has changed anywhere. */
async function changes(workplace: Workplace, edit: () => Promise<void> | void): Promise<string[]> {
  const truthBefore = wantedFigures(workplace, WINDOW);
  const [figures, stamps, days] = [workplace.figures(), workplace.stamps(), await workplace.days()];

  await edit();
  const outcome = await workplace.sync(WINDOW);

  expect(outcome.sync.causes).toEqual([]);
  expect(differences(workplace, WINDOW)).toEqual([]);
  const changed = changedKeys(truthBefore, wantedFigures(workplace, WINDOW));
  expect(changedKeys(figures, workplace.figures())).toEqual(changed);
  const changedDays = [...new Set(changed.map((key) => key.slice(0, 15)))];
  for (const [key, day] of await workplace.days()) {
    const raised = changedDays.includes(key) ? 1 : 0;
    expect([key, day.revision]).toEqual([key, (days.get(key)?.revision ?? 0) + raised]);
  }
  const rewritten = [...workplace.stamps()].filter(([path, stamp]) => stamps.get(path) !== stamp).map(([path]) => path);
  const dataFiles = rewritten.filter((path) => path.endsWith('.csv'));
  expect(dataFiles.toSorted()).toEqual(
    changedDays.map((key) => `${workplace.folder}/out/tillbridge_tmas_${key.replace(' ', '_')}.csv`),
  );
  expect(rewritten).toHaveLength(2 * dataFiles.length);
  return changed;
}

describeOnBothDatabases('an edit after the import', (workplaces) => {
  async function imported(): Promise<Workplace> {
    const workplace = await workplaces.open({ now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' });
    await workplace.sync(WINDOW);
    expect(differences(workplace, WINDOW)).toEqual([]);
    return workplace;
  }

  async function first(workplace: Workplace, shop: string, date: string): Promise<Sale> {
    const [sale] = await salesOf(workplace, shop, `${date}T16:00:00Z`, `${date}T22:00:00Z`);
    if (sale === undefined) throw new Error(`the account has no sale of the shop ${shop} on ${date}`);
    return sale;
  }

  it('changes the hour of a voided sale, of a deleted one, and no other', async () => {
    const workplace = await imported();
    const { simulator } = workplace;
    const [voided, deleted] = [await first(workplace, '1', '2026-05-09'), await first(workplace, '2', '2026-05-10')];

    const ofVoid = await changes(workplace, () => void simulator.control('sales/void', { saleID: voided.saleID }));
    const ofDelete = await changes(workplace, () => void simulator.control('sales/delete', { saleID: deleted.saleID }));

    expect(ofVoid).toHaveLength(1);
    expect(ofVoid[0]).toContain('0001 2026-05-09');
    expect(ofDelete).toHaveLength(1);
    expect(ofDelete[0]).toContain('0002 2026-05-10');
  });

  it('moves a back-dated sale from its hour to the other, and to another shop', async () => {
    const workplace = await imported();
    const { simulator } = workplace;
    const [dated, moved] = [await first(workplace, '1', '2026-05-11'), await first(workplace, '2', '2026-05-12')];

    const ofDate = await changes(
      workplace,
      () => void simulator.control('sales/backdate', { saleID: dated.saleID, completeTime: '2026-05-08T18:10:00Z' }),
    );
    const ofMove = await changes(
      workplace,
      () => void simulator.control('sales/move', { saleID: moved.saleID, shopID: 3 }),
    );

    expect(ofDate.map((key) => key.slice(0, 15))).toEqual(['0001 2026-05-08', '0001 2026-05-11']);
    expect(ofMove.map((key) => key.slice(0, 4))).toEqual(['0002', '0003']);
  });

  it('takes a sale out of the window when it is back-dated before it', async () => {
    const workplace = await imported();
    const { saleID } = await first(workplace, '1', '2026-05-11');

    const changed = await changes(
      workplace,
      () => void workplace.simulator.control('sales/backdate', { saleID, completeTime: '2026-05-05T18:10:00Z' }),
    );

    expect(changed.map((key) => key.slice(0, 15))).toEqual(['0001 2026-05-11']);
  });

  it('adds a refund and a late sale to their hours', async () => {
    const workplace = await imported();
    const { simulator } = workplace;
    const { saleID } = await first(workplace, '3', '2026-05-09');

    const ofRefund = await changes(
      workplace,
      () => void simulator.control('sales/refund', { saleID, completeTime: '2026-05-13T19:30:00Z' }),
    );
    const ofLate = await changes(
      workplace,
      () => void simulator.control('sales/add', { shopID: 1, completeTime: '2026-05-10T17:59:59Z' }),
    );

    expect(ofRefund).toEqual(['0003 2026-05-13 12']);
    expect(ofLate).toEqual(['0001 2026-05-10 13']);
  });

  it('changes exactly the hours of a shift that was edited, deleted or added', async () => {
    const workplace = await imported();
    const { simulator } = workplace;
    const shifts = await shiftsOf(workplace, '1', '2026-05-11T08:00:00Z', '2026-05-11T20:00:00Z');
    const [edited, deleted] = shifts.filter(({ checkOut }) => checkOut !== undefined);

    const ofEdit = await changes(
      workplace,
      () =>
        void simulator.control('shifts/edit', {
          employeeHoursID: edited?.employeeHoursID,
          checkIn: edited?.checkIn,
          checkOut: new Date(Date.parse(edited?.checkIn ?? '') + 90 * 60_000).toISOString(),
        }),
    );
    const ofDelete = await changes(
      workplace,
      () => void simulator.control('shifts/delete', { employeeHoursID: deleted?.employeeHoursID }),
    );
    const ofAdd = await changes(
      workplace,
      () =>
        void simulator.control('shifts/add', {
          shopID: 2,
          checkIn: '2026-05-12T02:00:00Z',
          checkOut: '2026-05-12T04:15:00Z',
        }),
    );

    expect(ofEdit.length).toBeGreaterThan(1);
    expect(ofDelete.length).toBeGreaterThan(1);
    expect(ofAdd).toEqual(['0002 2026-05-11 23', '0002 2026-05-12 00', '0002 2026-05-12 01']);
  });

  it('closes a shift that was open', async () => {
    const workplace = await imported();
    const { simulator } = workplace;
    await changes(
      workplace,
      () => void simulator.control('shifts/add', { shopID: 1, checkIn: '2026-05-13T12:30:00Z', checkOut: null }),
    );
    const open = await shiftsOf(workplace, '1', '2026-05-13T12:30:00Z', '2026-05-13T12:30:00Z');
    const added = open.find(({ checkOut }) => checkOut === undefined);

    const changed = await changes(
      workplace,
      () =>
        void simulator.control('shifts/close', {
          employeeHoursID: added?.employeeHoursID,
          checkOut: '2026-05-13T14:45:00Z',
        }),
    );

    expect(changed[0]).toBe('0001 2026-05-13 10');
    expect(changed.length).toBeGreaterThan(10);
  });
});
