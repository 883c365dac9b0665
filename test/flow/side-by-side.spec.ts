import { expect, it } from '@jest/globals';
import { TillbridgeError } from '@tillbridge/domain';
import { endAllLeases, Store } from '@tillbridge/store';
import { ChildImport } from '../support/child-import.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = { from: '2026-05-12', to: '2026-05-14' };

describeOnBothDatabases('a second import beside a running one', (workplaces) => {
  it('waits and then does its own', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1 });
    const first = ChildImport.start(workplace, { from: '2026-05-12', to: '2026-05-12' });
    const second = ChildImport.start(workplace, { from: '2026-05-13', to: '2026-05-14' });
    await first.says('ready');
    await second.says('ready');
    first.begin();
    await untilSlow(workplace);
    first.send('SIGSTOP');
    second.begin();
    await second.says('waiting');
    first.send('SIGCONT');

    const [saidByFirst, saidBySecond] = [await first.ended(), await second.ended()];

    expect(saidByFirst).toMatch(/^done$/m);
    expect(saidByFirst).not.toMatch(/^waiting$/m);
    expect(saidBySecond).toMatch(/^waiting$[^]*^done$/m);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('gives up when its wait is over, and says who is at work', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1 });
    await workplace.inStore(async () => undefined);
    const running = ChildImport.start(workplace, WINDOW);
    const child = ChildImport.start(workplace, WINDOW, 300);
    await running.says('ready');
    await child.says('ready');
    running.begin();
    await untilSlow(workplace);
    running.send('SIGSTOP');
    child.begin();

    const said = await child.ended();
    running.send('SIGCONT');

    expect(said).toMatch(/^failed .*lock\.held/m);
    expect(await running.ended()).toMatch(/^causes $\n^done$/m);
  });

  it('of the same process works one after the other', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync({ from: '2026-05-11', to: '2026-05-11' });

    const outcomes = await Promise.all([workplace.sync(WINDOW), workplace.sync(WINDOW), workplace.sync(WINDOW)]);

    expect(outcomes.map(({ sync }) => sync.causes)).toEqual([[], [], []]);
    expect(differences(workplace, { from: '2026-05-11', to: '2026-05-14' })).toEqual([]);
    const revisions = [...(await workplace.days()).values()].map(({ revision }) => revision);
    expect(Math.max(...revisions)).toBe(1);
  });
});

describeOnBothDatabases('an import whose lease another process took over', (workplaces) => {
  it('is fenced off, and nothing is doubled', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const beside = await storeBeside(workplace);
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1, skip: 1 });
    const frozen = workplace.sync(WINDOW);
    const failure = frozen.then(
      () => null,
      (error: unknown) => error,
    );
    await untilSlow(workplace);

    await beside.transaction(null, endAllLeases);
    const error = await failure;
    const next = await workplace.sync(WINDOW);
    await beside.close();

    expect(error).toBeInstanceOf(TillbridgeError);
    expect(String(error)).toContain('store.fenced_off');
    expect(next.sync.causes).toEqual([]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('does not write when it thaws after another has done the work', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    if (workplace.databaseUrl.startsWith('sqlite:')) return;
    const beside = await storeBeside(workplace);
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1, skip: 1 });
    const child = ChildImport.start(workplace, WINDOW);
    await child.says('ready');
    child.begin();
    await untilSlow(workplace);
    child.send('SIGSTOP');
    await beside.transaction(null, endAllLeases);
    await beside.close();
    const outcome = await workplace.sync(WINDOW);
    const [bytes, days] = [workplace.stamps(), await workplace.days()];

    child.send('SIGCONT');
    const said = await child.ended();

    expect(outcome.sync.causes).toEqual([]);
    expect(said).toMatch(/^failed .*(?:fenced_off|lease .* was lost)/m);
    expect(workplace.stamps()).toEqual(bytes);
    expect(await workplace.days()).toEqual(days);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });
});

describeOnBothDatabases('imports of two connections at once', (workplaces) => {
  it('do not hinder one another', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const other = await workplaces.open({ ...ACCOUNT, seed: 7 });
    workplace.reconfigure({ locations: twoConnections(workplace, other) });

    const outcomes = await Promise.all([
      workplace.sync(WINDOW),
      workplace.sync({ ...WINDOW, connection: 'zeta' }),
      workplace.sync({ ...WINDOW, to: '2026-05-13' }),
      workplace.sync({ ...WINDOW, to: '2026-05-13', connection: 'zeta' }),
    ]);

    expect(outcomes.map(({ sync }) => sync.causes)).toEqual([[], [], [], []]);
    const rows = workplace.figures();
    expect([...rows.keys()].filter((key) => key.startsWith('01'))).toHaveLength(72);
    expect(differences(workplace, WINDOW).filter((line) => !line.startsWith('01'))).toEqual([]);
  });
});

function twoConnections(workplace: Workplace, other: Workplace): string {
  const { simulator } = other;
  return `
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }
  - id: zeta
    connector: lightspeed-r
    settings:
      apiUrl: ${simulator.apiUrl}
      authUrl: ${simulator.authUrl}
      clientId: ${simulator.clientId}
      clientSecret: ${workplace.simulator.clientSecret}
      refreshToken: ${simulator.issueRefreshToken()}
    locations:
      - { posId: "1", locationId: "0101" }
`;
}

/** Waits until the slow answer is under way. */
async function untilSlow({ simulator }: Workplace): Promise<void> {
  await eventually(async () => {
    const answer = (await (await fetch(`${simulator.origin}/simulator/faults`)).json()) as { faults: unknown[] };
    return answer.faults.length === 0;
  }, 'the POS was never asked');
}

/** For whoever takes the leases as a process does that finds them run out: from then on the old fence is refused. */
async function storeBeside(workplace: Workplace): Promise<Store> {
  await workplace.inStore(async () => undefined);
  const url = workplace.databaseUrl;
  return Store.open(
    url.startsWith('sqlite:') ? { kind: 'sqlite', path: url.slice('sqlite:'.length) } : { kind: 'postgresql', url },
  );
}
