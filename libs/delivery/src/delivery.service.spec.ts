import { expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@tillbridge/domain';
import {
  auditRows,
  addStatusChange,
  deliveriesBetween,
  endAllLeases,
  pauseOutput,
  resumeOutput,
  saveApproval,
  wantResend,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { DATES, DOWN, GONE, MANIFEST, NOW, openBench, receipt } from './testing/bench.js';

describeOnBothStores('delivering what an output lacks', (stores) => {
  it('sends each day once', async () => {
    const bench = await openBench(stores);

    const [first, second] = [await bench.deliver(), await bench.deliver()];

    expect([first.accepted, second.accepted]).toEqual([3, 0]);
    expect(bench.fake.taken).toEqual(DATES);
  });

  it('sends days again when settings that shape them change', async () => {
    const bench = await openBench(stores);
    await bench.deliver();

    const output = { ...bench.fake.output, shapingSettings: () => ({ header: false }) };

    expect(await bench.deliver({ output })).toMatchObject({ accepted: 3 });
  });

  it('reaches back no further than it is told', async () => {
    const bench = await openBench(stores);

    const short = await bench.deliver({ since: 2 * DAY });
    const asked = await bench.deliver({ since: 2 * DAY }, { reachBackTo: '2026-01-01' });

    expect([short.accepted, asked.accepted]).toEqual([2, 1]);
  });

  it('counts a day without a receipt of its own as not taken', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.slice(0, 1).map((day) => receipt(day, 'accepted'));

    const report = await bench.deliver();
    bench.fake.answer = (days) => days.map((day) => receipt({ ...day, revision: day.revision + 1 }, 'accepted'));
    const wrong = await bench.deliver();

    expect(report).toMatchObject({ accepted: 2, failed: [{ date: '2026-05-12', cause: { code: 'plugin.defect' } }] });
    expect(wrong).toMatchObject({ accepted: 0, failed: [{ date: '2026-05-12' }] });
  });

  it('takes an output that throws for one that is down, and tries again', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = () => {
      throw new Error('no route');
    };

    const failed = await bench.deliver();
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'accepted'));
    const next = await bench.deliver();

    expect(failed.failed.map(({ date, cause }) => `${date} ${cause.message}`)).toEqual([
      '2026-05-11 the output failed: no route',
      '2026-05-12 the output failed: no route',
    ]);
    expect(next.accepted).toBe(3);
  });

  it('asks no more of a receiver that took nothing of a whole batch', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'retry'));

    const report = await bench.deliver();

    expect(report.failed).toHaveLength(2);
    expect(bench.fake.taken).toEqual(DATES.slice(0, 2));
  });

  it('waits for the next attempt unless a person asks', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'retry'));
    await bench.deliver();
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'accepted'));

    const early = await bench.deliver({}, { now: false });
    const asked = await bench.deliver();

    expect(early).toMatchObject({ accepted: 1, keptBack: { waiting: 2 } });
    expect(asked.accepted).toBe(2);
  });

  it('never sends a day again that was refused for good, tells it at every run, and sends it when asked to', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.date === '2026-05-12' ? 'refused' : 'accepted'));

    const [first, second] = [await bench.deliver(), await bench.deliver()];
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'accepted'));
    await bench.store.transaction(null, (session) =>
      wantResend(session, 'tmas', [{ location: '0001', date: '2026-05-12' }]),
    );
    const replayed = await bench.deliver();

    expect([first, second].map(({ dead }) => dead.map(({ date }) => date))).toEqual([['2026-05-12'], ['2026-05-12']]);
    expect(replayed).toMatchObject({ accepted: 1, dead: [] });
    expect(bench.fake.taken).toEqual([...DATES, '2026-05-12']);
  });

  it('sends a day that was refused for good once a setting has changed what is sent', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'refused'));
    await bench.deliver();
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'accepted'));
    const changed = { output: { ...bench.fake.output, shapingSettings: () => ({ grain: 15 }) } };

    const [same, other] = [await bench.deliver(), await bench.deliver(changed)];

    expect([same.accepted, same.dead.length]).toEqual([0, 3]);
    expect([other.accepted, other.dead.length]).toEqual([3, 0]);
  });

  it('tells no day as dead of a location that a person has closed since', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'refused'));
    await bench.deliver();
    const change = { id: 'x', location: '0001', reason: 'moved', actor: 'test', deliverMissed: null, at: NOW };
    await bench.store.transaction(null, (session) =>
      addStatusChange(session, { ...change, status: 'closed', effectiveDate: '2026-05-14' }),
    );

    const report = await bench.deliver();

    expect(report.dead).toEqual([]);
  });

  it('is not kept from it by a clock that was years ahead when the output was new', async () => {
    const bench = await openBench(stores);
    bench.now += 400 * DAY;
    await bench.deliver();
    bench.now = NOW;

    const report = await bench.deliver();

    expect(report.accepted).toBe(3);
  });

  it('holds everything back until it is approved', async () => {
    const bench = await openBench(stores);

    const held = await bench.deliver({ hold: true });
    await bench.store.transaction(null, (session) =>
      saveApproval(session, { output: 'tmas', approved: true, actor: 'test', at: NOW }),
    );
    const approved = await bench.deliver({ hold: true });

    expect([held.held, held.accepted, approved.accepted]).toEqual([3, 0, 3]);
  });

  it('stops once the receiver says that it is gone, and says so at every run', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => ({ ...receipt(day, 'retry'), cause: GONE }));

    const first = await bench.deliver();
    const second = await bench.deliver();

    expect(first).toMatchObject({ accepted: 0, paused: { actor: 'receiver', at: NOW, reason: GONE.message, days: 3 } });
    expect(second).toMatchObject({ failed: [], paused: { actor: 'receiver', days: 3 } });
    expect(bench.fake.taken).toEqual(DATES.slice(0, 2));
    expect(bench.logged[0]).toMatchObject({ level: 'error', event: 'output.paused', output: 'tmas' });
    expect(await auditRows(bench.store.read, { limit: 9 })).toMatchObject([
      { actor: 'receiver', action: 'output.pause', subject: 'output:tmas', reason: GONE.message },
    ]);
  });

  it('sends everything once a paused output is resumed', async () => {
    const bench = await openBench(stores);
    const pause = { output: 'tmas', reason: 'maintenance', actor: 'cli:test', at: NOW };
    await bench.store.transaction(null, (session) => pauseOutput(session, pause));

    const paused = await bench.deliver();
    await bench.store.transaction(null, (session) => resumeOutput(session, 'tmas'));

    expect(paused).toMatchObject({ accepted: 0, paused: { reason: 'maintenance', actor: 'cli:test', days: 3 } });
    expect(await bench.deliver()).toMatchObject({ accepted: 3, paused: null });
  });

  it('stops in the middle of a run when a person pauses the output', async () => {
    const bench = await openBench(stores);
    const pause = { output: 'tmas', reason: 'stop', actor: 'cli:test', at: NOW };
    bench.fake.before = async () =>
      void (await bench.store.transaction(null, (session) => pauseOutput(session, pause)));

    const report = await bench.deliver();

    expect(report).toMatchObject({ accepted: 2, paused: { reason: 'stop', days: 1 } });
  });

  it('stops in the middle of a run for a location that a person takes out, and for an output that is held again', async () => {
    const bench = await openBench(stores);
    const closed = { location: '0001', status: 'closed' as const, effectiveDate: '2026-05-14', deliverMissed: null };
    bench.fake.before = () =>
      bench.store.transaction(null, (session) =>
        addStatusChange(session, { ...closed, id: 'c', reason: 'fire', actor: 'cli:test', at: NOW }),
      );
    const other = await openBench(stores);
    const approve = (approved: boolean) =>
      other.store.transaction(null, (session) =>
        saveApproval(session, { output: 'tmas', approved, actor: 'test', at: NOW }),
      );
    await approve(true);
    other.fake.before = () => approve(false);

    const [takenOut, held] = [await bench.deliver(), await other.deliver({ hold: true })];

    expect(takenOut).toMatchObject({ accepted: 2, keptBack: { not_operational: 1 } });
    expect(held).toMatchObject({ accepted: 2, held: 1 });
    expect([bench.fake.taken, other.fake.taken]).toEqual([DATES.slice(0, 2), DATES.slice(0, 2)]);
  });

  it('has days sent again whose sender was fenced off while they were under way', async () => {
    const bench = await openBench(stores);
    bench.fake.before = () => bench.store.transaction(null, endAllLeases);

    const fencedOff = await bench.deliver().catch((error: unknown) => error);

    const days = await deliveriesBetween(bench.store.read, { output: 'tmas', from: '2026-05-11', to: '2026-05-13' });
    expect(fencedOff).toMatchObject({ code: 'store.fenced_off' });
    expect(days.map(({ delivery }) => delivery?.resendWanted ?? false)).toEqual([true, true, false]);
  });

  it('tries a day again when its receiver said, and sooner for nobody', async () => {
    const bench = await openBench(stores);
    const retryAt = new Date(NOW + 7 * MINUTE).toISOString();
    bench.fake.answer = (days) => days.map((day) => ({ ...receipt(day, 'retry'), cause: { ...DOWN, retryAt } }));

    await bench.deliver();

    const [day] = await deliveriesBetween(bench.store.read, { output: 'tmas', from: '2026-05-11', to: '2026-05-11' });
    expect(day?.delivery).toMatchObject({ nextAttemptAt: NOW + 7 * MINUTE, failures: 1 });
  });

  it('keeps how far the output knows each day', async () => {
    const bench = await openBench(stores);

    await bench.deliver();

    const days = await deliveriesBetween(bench.store.read, { output: 'tmas', from: '2026-05-13', to: '2026-05-13' });
    expect(days.map(({ delivery }) => delivery?.ackedTo)).toEqual([Date.parse('2026-05-14T04:00:00Z')]);
  });

  it('sends a day again that was wanted again while it was under way', async () => {
    const bench = await openBench(stores);
    bench.fake.before = (days) =>
      bench.store.transaction(null, (session) => wantResend(session, 'tmas', days.slice(0, 1)));

    await bench.deliver();
    bench.fake.before = () => Promise.resolve();
    const again = await bench.deliver();

    expect(again.accepted).toBe(2);
    expect(bench.fake.taken).toEqual([...DATES, '2026-05-11', '2026-05-13']);
  });

  it('tells each reason once, however many days it stops', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.date === '2026-05-13' ? 'refused' : 'retry'));

    await bench.deliver({ manifest: { ...MANIFEST, maxDays: 9 } });

    expect(bench.logged).toMatchObject([
      { level: 'warn', event: 'delivery.failed', output: 'tmas', fields: { days: 2, firstDate: '2026-05-11' } },
      { level: 'error', event: 'delivery.dead', output: 'tmas', fields: { days: 1, firstDate: '2026-05-13' } },
    ]);
  });

  it('passes on what the output says', async () => {
    const bench = await openBench(stores);
    bench.fake.says = 'the file was there already';

    await bench.deliver();

    expect(bench.logged[0]).toMatchObject({
      level: 'warn',
      event: 'output.message',
      message: 'the file was there already',
      output: 'tmas',
      fields: { file: 'a.csv' },
    });
  });

  it('counts what it hands over, what is taken and why not', async () => {
    const bench = await openBench(stores);
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.date === '2026-05-12' ? 'retry' : 'accepted'));

    await bench.deliver();

    expect(bench.counted).toEqual({
      'tillbridge_delivery_attempts_total tmas': 3,
      'tillbridge_delivery_failures_total tmas output.unreachable': 1,
      'tillbridge_delivery_cells_total tmas': 48,
      'tillbridge_delivery_duration_seconds tmas': 2,
    });
  });

  it('sends nothing of a location that is closed today', async () => {
    const bench = await openBench(stores);
    await bench.store.transaction(null, (session) =>
      addStatusChange(session, {
        id: 'x',
        location: '0001',
        status: 'closed',
        effectiveDate: '2026-05-14',
        reason: '',
        actor: 'test',
        deliverMissed: null,
        at: NOW,
      }),
    );

    expect(await bench.deliver()).toMatchObject({ accepted: 0, keptBack: { not_operational: 3 } });
  });
});
