import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { leasesRunOut } from '../support/leases.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { figuresInDatabase, oneOutputOfEachKind, onDates, Receiver } from '../support/outputs-held.ts';
import { randomFrom } from '../support/random.ts';
import { wantedFigures } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const ROUNDS = Number(process.env['TILLBRIDGE_TEST_KILLS'] ?? 10);
const SEED = Number(process.env['TILLBRIDGE_TEST_SEED'] ?? Date.now() % 1_000_000);
const WINDOW = { from: '2026-05-12', to: '2026-05-14' };
/** From ready on, an import and its deliveries take about half of it. Milliseconds. */
const LONGEST_LIFE = 3_000;

let receiver: Receiver;
let daemon: Daemon | null = null;

beforeEach(async () => {
  receiver = await Receiver.open();
});

afterEach(async () => {
  daemon?.send('SIGKILL');
  await daemon?.ended();
  daemon = null;
  receiver.close();
});

/** The till goes on selling, and somebody corrects what was sold before: the same figures are wanted at every output. */
function edit({ simulator }: Workplace, round: number): void {
  const hour = String(14 + (round % 6)).padStart(2, '0');
  simulator.control('sales/add', {
    shopID: 1 + (round % 3),
    completeTime: `2026-05-1${2 + (round % 3)}T${hour}:10:00Z`,
  });
}

const within = (figures: Map<string, string>): Array<[string, string]> => onDates(figures, WINDOW);

describeOnBothDatabases('a service that is killed at any moment', (workplaces) => {
  it(
    'leaves the truth at every output in the end',
    async () => {
      const random = randomFrom(SEED);
      const said: string[] = [];
      const workplace = await workplaces.open({
        now: '2026-05-15T10:30:00Z',
        from: '2026-05-10',
        to: '2026-05-20',
        frozen: false,
        outputs: oneOutputOfEachKind(receiver),
      });

      for (let round = 0; round < ROUNDS; round++) {
        daemon = await Daemon.start(workplace);
        edit(workplace, round);
        await daemon.import(WINDOW);
        const moment = random() * LONGEST_LIFE;
        await new Promise((resolve) => setTimeout(resolve, moment));
        daemon.send('SIGKILL');
        await daemon.ended();
        said.push(String(Math.round(moment)));
        await leasesRunOut(workplace);
      }
      const last = await Daemon.start(workplace);
      daemon = last;
      const job = await last.import(WINDOW);
      await eventually(
        async () => (await last.job(job)) === 'done',
        () => `seed ${SEED}: ${last.text}`,
        60_000,
      );

      const wanted = within(wantedFigures(workplace, WINDOW));
      const held = {
        csv: () => workplace.figures(),
        webhook: () => receiver.figures(),
        database: () => figuresInDatabase(join(workplace.folder, 'tally.db')),
      };
      for (const [output, figures] of Object.entries(held)) {
        const isTrue = (): boolean => JSON.stringify(within(figures())) === JSON.stringify(wanted);
        await eventually(isTrue, '', 20_000).catch(() => undefined);
        expect([`seed ${SEED}`, output, within(figures())]).toEqual([`seed ${SEED}`, output, wanted]);
      }
      expect(wanted.length).toBe(3 * 72);
      process.stdout.write(`the service was killed with seed ${SEED} after ${said.join(' ')} ms\n`);
    },
    60_000 + ROUNDS * 20_000,
  );
});
