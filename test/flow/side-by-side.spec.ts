import { expect, it } from '@jest/globals';
import { TillbridgeError } from '@tillbridge/domain';
import { endAllLeases, Store } from '@tillbridge/store';
import { ChildImport } from '../support/child-import.ts';
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
    await first.says('begun');
    await untilSlow(workplace);
    second.begin();

    const [saidByFirst, saidBySecond] = [await first.ended(), await second.ended()];

    expect(saidByFirst).toMatch(/^done$/m);
    expect(saidByFirst).not.toMatch(/^waiting$/m);
    expect(saidBySecond).toMatch(/^waiting$[^]*^done$/m);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('gives up when its wait is over, and says who is at work', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'slow', delay: 4000, path: '/Sale.json', times: 1 });
    await workplace.inStore(async () => undefined);
    const child = ChildImport.start(workplace, WINDOW, 300);
    await child.says('ready');
    const running = workplace.sync(WINDOW);
    await untilSlow(workplace);
    child.begin();

    const said = await child.ended();

    expect(said).toMatch(/^failed .*lock\.held/m);
    expect((await running).sync.causes).toEqual([]);
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
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1, skip: 1 });
    const frozen = workplace.sync(WINDOW);
    const failure = frozen.then(
      () => null,
      (error: unknown) => error,
    );
    await untilSlow(workplace);

    await takeOver(workplace);
    const error = await failure;
    const next = await workplace.sync(WINDOW);

    expect(error).toBeInstanceOf(TillbridgeError);
    expect(String(error)).toContain('store.fenced_off');
    expect(next.sync.causes).toEqual([]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('does not write when it thaws after another has done the work', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    if (workplace.databaseUrl.startsWith('sqlite:')) return;
    workplace.simulator.control('faults', { kind: 'slow', delay: 1500, path: '/Sale.json', times: 1, skip: 1 });
    const child = ChildImport.start(workplace, WINDOW);
    await child.says('ready');
    child.begin();
    await untilSlow(workplace);
    child.send('SIGSTOP');
    await takeOver(workplace);
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
  for (let turn = 0; turn < 1000; turn++) {
    const answer = (await (await fetch(`${simulator.origin}/simulator/faults`)).json()) as { faults: unknown[] };
    if (answer.faults.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the POS was never asked');
}

/** Takes the lease as a process does that finds it run out: from here on the old fence is refused. */
async function takeOver(workplace: Workplace): Promise<void> {
  const url = workplace.databaseUrl;
  const store = await Store.open(
    url.startsWith('sqlite:') ? { kind: 'sqlite', path: url.slice('sqlite:'.length) } : { kind: 'postgresql', url },
  );
  try {
    await store.transaction(null, endAllLeases);
  } finally {
    await store.close();
  }
}
