import { expect, it } from '@jest/globals';
import type { Child } from '../support/child.ts';
import { ChildImport } from '../support/child-import.ts';
import { leasesRunOut } from '../support/leases.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { randomFrom } from '../support/random.ts';
import { differences } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const WINDOW = { from: '2026-05-11', to: '2026-05-14' };
const KILLS = 20;
const KILLS_OF_ONE_DATABASE = 5;
const SEED = Number(process.env['TILLBRIDGE_TEST_SEED'] ?? Date.now() % 1_000_000);

function dataFiles(workplace: Workplace): Map<string, string> {
  return new Map(
    [...workplace.bytes()]
      .filter(([path]) => path.endsWith('.csv'))
      .map(([path, bytes]) => [path.slice(workplace.folder.length), bytes]),
  );
}

/** Of every day that has a cell. */
async function revisionsOf(workplace: Workplace): Promise<number[]> {
  const days = [...(await workplace.days()).values()];
  return days.map(({ revision }) => revision).filter((revision) => revision > 0);
}

async function untilDone(workplace: Workplace, child: Child): Promise<number> {
  await child.says('ready');
  const started = performance.now();
  child.begin();
  expect(await child.ended()).toMatch(/^causes $\n^done$/m);
  await leasesRunOut(workplace);
  return performance.now() - started;
}

describeOnBothDatabases('an import that is killed at any moment', (workplaces) => {
  it('ends in the same bytes as one that was left alone', async () => {
    const random = randomFrom(SEED);
    const said: string[] = [];
    const undisturbed = await workplaces.open({ now: '2026-05-15T10:30:00Z', from: '2026-05-05', to: '2026-05-20' });
    const whole = await untilDone(undisturbed, ChildImport.start(undisturbed, WINDOW));
    expect(differences(undisturbed, WINDOW)).toEqual([]);

    for (let killed = 0; killed < KILLS;) {
      const workplace = await workplaces.beside(undisturbed);
      let child = ChildImport.start(workplace, WINDOW);
      for (let kill = 0; kill < KILLS_OF_ONE_DATABASE; kill++, killed++) {
        await child.says('ready');
        const next = ChildImport.start(workplace, WINDOW);
        const moment = random() * whole;
        child.begin();
        await child.says('begun');
        await new Promise((resolve) => setTimeout(resolve, moment));
        child.send('SIGKILL');
        await child.ended();
        said.push(`${Math.round(moment)}:${child.text.trim().split('\n').at(-2) ?? ''}`);
        await leasesRunOut(workplace);
        child = next;
      }
      await untilDone(workplace, child);
      expect([`seed ${SEED}`, dataFiles(workplace)]).toEqual([`seed ${SEED}`, dataFiles(undisturbed)]);
      const revisions = await revisionsOf(workplace);
      expect([`seed ${SEED}`, revisions]).toEqual([`seed ${SEED}`, revisions.map(() => 1)]);
    }
    process.stdout.write(`killed with seed ${SEED} at ${said.join(' ')}\n`);
    // Every wait has a limit of its own; the starts of all processes take most of a minute on a machine that is idle.
  }, 600_000);

  it('hands an output that adds every hour once', async () => {
    const random = randomFrom(SEED + 1);
    const workplace = await workplaces.open({
      now: '2026-05-15T10:30:00Z',
      from: '2026-05-05',
      to: '2026-05-20',
      outputs: `  - { id: once, kind: csv, layout: tmas, directory: out, repeat: adds }\n`,
    });
    let child = ChildImport.start(workplace, WINDOW);
    for (let kill = 0; kill < KILLS_OF_ONE_DATABASE; kill++) {
      await child.says('ready');
      const next = ChildImport.start(workplace, WINDOW);
      child.begin();
      await child.says('delivering|done|folding');
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      child.send('SIGKILL');
      await child.ended();
      await leasesRunOut(workplace);
      child = next;
      addSale(workplace, kill);
    }

    await untilDone(workplace, child);

    // Each sale was added after its hour may have gone out: that hour stands as it went, or with the sale.
    const late = new Set(Array.from({ length: KILLS_OF_ONE_DATABASE }, (_, kill) => `0001 2026-05-12 ${10 + kill}`));
    const others = differences(workplace, WINDOW).filter((line) => !late.has(line.slice(0, 18)));
    expect([`seed ${SEED}`, others]).toEqual([`seed ${SEED}`, []]);
    expect(workplace.figures().size).toBe(4 * 72);
  }, 120_000);
});

/** Raises the revision of a day that may have been handed over already, an hour later each time. */
function addSale({ simulator }: Workplace, hour: number): void {
  simulator.control('sales/add', { shopID: 1, completeTime: `2026-05-12T${14 + hour}:10:00Z` });
}
