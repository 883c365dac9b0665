import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { createClock } from './clock.js';
import type { Simulator, SimulatorOptions } from './simulator.js';
import { startSimulator } from './simulator.js';
import { ask, letIn, readAll } from './testing/visitor.js';

const account = { from: '2026-05-10', to: '2026-05-13', now: '2026-05-12T18:00:00Z', rateLimit: false };
const window = { from: '2026-05-10', to: '2026-05-13' };

async function withSimulator(options: SimulatorOptions, work: (simulator: Simulator) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ ...account, ...options });
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

describe('a clock in a hurry', () => {
  test('lets sales appear as their time comes, and the truth with them', async () => {
    await withSimulator({ speed: 3600 }, async (simulator) => {
      const visitor = await letIn(simulator);
      const before = (await readAll(visitor, 'Sale.json?completed=true', 'Sale')).length;
      const hours = simulator.truth(window).cells.length;

      await eventually(() => simulator.truth(window).cells.length >= hours + 6, 'six hours did not come');

      const after = await readAll(visitor, 'Sale.json?completed=true', 'Sale');
      const now = Math.floor(simulator.now() / 1000);
      expect(after.length).toBeGreaterThan(before);
      expect(after.every((sale) => Date.parse(sale['completeTime'] ?? '') / 1000 <= now)).toBe(true);
    });
  });

  test('answers of one instant, which the Date header shows', async () => {
    await withSimulator({ speed: 3600 }, async (simulator) => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => ask(`${simulator.origin}/simulator/truth?from=2026-05-10&to=2026-05-13`)),
      );

      for (const { headers, text } of answers) {
        const { asOf } = JSON.parse(text) as { asOf: string };
        expect(Date.parse(asOf)).toBe(Date.parse(headers.get('date') ?? ''));
      }
    });
  });

  test('does not make tokens grow old faster', () => {
    const clock = createClock({ start: 0, speed: 3600 });

    clock.advance(7200);
    clock.freeze();

    expect(clock.unhurriedSeconds()).toBe(7200);
    expect(clock.seconds()).toBeGreaterThanOrEqual(7200);
  });

  test('is set over HTTP, between a real second a second and an hour a second', async () => {
    await withSimulator({ frozen: true }, async (simulator) => {
      const clock = (fields: unknown) =>
        ask(`${simulator.origin}/simulator/clock`, { method: 'POST', body: JSON.stringify(fields) });

      const set = await clock({ speed: 60, frozen: false });
      const refused = await Promise.all([0, 3601].map((speed) => clock({ speed })));

      expect(JSON.parse(set.text)).toMatchObject({ speed: 60, frozen: false });
      expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    });
  });
});

describe('a record', () => {
  test('is found by its time without a token, and taken back to what it was', async () => {
    await withSimulator({ frozen: true }, async (simulator) => {
      const first = simulator.truth(window);
      const list = async (what: string): Promise<Record<string, unknown>[]> => {
        const query = 'from=2026-05-11T15:00:00Z&to=2026-05-11T19:00:00Z&shops=1';
        const answer = await ask(`${simulator.origin}/simulator/${what}?${query}`);
        return (JSON.parse(answer.text) as Record<string, Record<string, unknown>[]>)[what] ?? [];
      };
      const [sale] = (await list('sales')).filter(({ kind }) => kind === 'normal');
      const [shift] = await list('shifts');
      simulator.control('sales/void', { saleID: sale?.['saleID'] });
      simulator.control('shifts/delete', { employeeHoursID: shift?.['employeeHoursID'] });
      const edited = simulator.truth(window);

      simulator.control('sales/restore', { saleID: sale?.['saleID'] });
      simulator.control('shifts/restore', { employeeHoursID: shift?.['employeeHoursID'] });

      expect(sale).toMatchObject({
        shopID: 1,
        completeTime: expect.stringMatching(/^2026-05-11T1[5-8]:/),
        voided: false,
      });
      expect(edited).not.toEqual(first);
      expect(simulator.truth(window)).toEqual(first);
    });
  });
});

describe('a redirect address on this machine', () => {
  const authorize = (simulator: Simulator, uri: string) =>
    ask(
      `${simulator.authUrl}/authorize?response_type=code&client_id=${simulator.clientId}&approve=1` +
        `&scope=employee%3Aregister&redirect_uri=${encodeURIComponent(uri)}`,
    );

  test.each([
    ['is refused, as the real one refuses it', false, 400],
    ['is accepted where that was asked for', true, 302],
  ])('%s', async (_, loopbackRedirect, status) => {
    await withSimulator({ frozen: true, loopbackRedirect }, async (simulator) => {
      const answer = await authorize(simulator, 'http://127.0.0.1:8080/oauth/callback');

      expect(answer.status).toBe(status);
    });
  });
});
