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

/** An hour at the till: fifty rounds take about four minutes by the wall clock. */
const SPEED = 15;
const ROUNDS = Number(process.env['TILLBRIDGE_TEST_KILLS'] ?? 5);
const SEED = Number(process.env['TILLBRIDGE_TEST_SEED'] ?? Date.now() % 1_000_000);
const DATES = { from: '2026-05-12', to: '2026-05-14' };
/** From ready on; milliseconds. */
const LONGEST_LIFE = 4_000;
const MINUTE = 60_000;

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

const locations = `
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }
    schedule: { type: every, minutes: 1 }
`;

/** Beside what the till sells by itself: a sale that is rung, another voided, refunded, back-dated; a shift that goes. */
function edit({ simulator }: Workplace, random: () => number): void {
  const ago = (minutes: number): string => new Date(simulator.now() - minutes * MINUTE).toISOString();
  const shopID = 1 + Math.floor(random() * 3);
  const ring = (): number => {
    const completeTime = ago(10 + random() * 40);
    return (simulator.control('sales/add', { shopID, completeTime }) as { readonly saleID: number }).saleID;
  };
  ring();
  simulator.control('sales/void', { saleID: ring() });
  simulator.control('sales/refund', { saleID: ring() });
  simulator.control('sales/backdate', { saleID: ring(), completeTime: ago(55) });
  const times = { checkIn: ago(50), checkOut: ago(5) };
  const shift = simulator.control('shifts/add', { shopID, employeeID: 2, ...times }) as { employeeHoursID: number };
  if (random() < 0.5) simulator.control('shifts/delete', { employeeHoursID: shift.employeeHoursID });
}

async function live(workplace: Workplace, random: () => number): Promise<number> {
  daemon = await Daemon.start(workplace);
  edit(workplace, random);
  const moment = Math.round(random() * LONGEST_LIFE);
  await new Promise((resolve) => setTimeout(resolve, moment));
  daemon.send('SIGKILL');
  await daemon.ended();
  await leasesRunOut(workplace);
  return moment;
}

function held(workplace: Workplace, output: string): Array<[string, string]> {
  const sources: Record<string, () => Map<string, string>> = {
    csv: () => workplace.figures(),
    webhook: () => receiver.figures(),
    database: () => figuresInDatabase(join(workplace.folder, 'tally.db')),
  };
  return onDates(sources[output]?.() ?? new Map(), DATES);
}

describeOnBothDatabases('a service on a schedule of one minute that is killed while the till sells', (workplaces) => {
  it(
    'leaves the truth at every output in the end',
    async () => {
      const random = randomFrom(SEED);
      const workplace = await workplaces.open({
        now: '2026-05-14T16:30:00Z',
        from: '2026-05-10',
        to: '2026-05-20',
        frozen: false,
        speed: SPEED,
        locations,
        outputs: oneOutputOfEachKind(receiver),
      });
      const begun = workplace.simulator.now();
      const moments: number[] = [];

      for (let round = 0; round < ROUNDS; round++) moments.push(await live(workplace, random));
      simulatorStops(workplace);
      daemon = await Daemon.start(workplace);

      const minutes = Math.round((workplace.simulator.now() - begun) / MINUTE);
      process.stdout.write(`killed with seed ${SEED} after ${moments.join(' ')} ms; ${minutes} minutes at the till\n`);
      const wanted = onDates(wantedFigures(workplace, DATES), DATES);
      expect(wanted.length).toBeGreaterThan(3 * 60);
      for (const output of ['csv', 'webhook', 'database']) {
        const isTrue = (): boolean => JSON.stringify(held(workplace, output)) === JSON.stringify(wanted);
        await eventually(isTrue, '', 60_000).catch(() => undefined);
        expect([`seed ${SEED}`, output, held(workplace, output)]).toEqual([`seed ${SEED}`, output, wanted]);
      }
    },
    3 * MINUTE + ROUNDS * 20_000,
  );
});

/** On the hour and three minutes, so that the last hour counts too. */
function simulatorStops({ simulator }: Workplace): void {
  const HOUR = 60 * MINUTE;
  const set = new Date(Math.ceil(simulator.now() / HOUR) * HOUR + 3 * MINUTE).toISOString();
  simulator.control('clock', { set, frozen: true });
}
