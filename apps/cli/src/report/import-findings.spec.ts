import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryReport } from '@tillbridge/delivery';
import type { Cause } from '@tillbridge/plugin-kit';
import type { ImportOutcome } from '@tillbridge/scheduling';
import { quarantine, Store } from '@tillbridge/store';
import { exitCodeOf } from '../exit-code.js';
import { Invocation } from '../invocation.js';
import { importFindings } from './import-findings.js';
import { importText } from './import-text.js';

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-findings-'));
const invocation = new Invocation({} as never, { config: null, language: 'en', languageIsGiven: true, json: false });
let store: Store;

beforeAll(async () => {
  store = await Store.open({ kind: 'sqlite', path: join(folder, 'store.db') });
  await store.migrate();
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const DAY = { location: '0001', date: '2026-05-14' };
const DOWN: Cause = { $cause: 1, code: 'output.unreachable', message: 'no answer' };
const STREAM = { stream: 'sales', from: 0, to: 3_600_000, read: 9, changed: 1, deleted: 0, complete: true } as const;

function outcomeWith(report: Partial<DeliveryReport>, quarantined = 0): ImportOutcome {
  const empty = {
    output: 'tmas',
    accepted: 0,
    unchanged: 0,
    failed: [],
    dead: [],
    held: 0,
    lateEdits: [],
    paused: null,
  };
  const keptBack = { not_operational: 0, waived: 0, waiting: 0 };
  return {
    sync: { streams: [{ ...STREAM, quarantined }], causes: [], problems: [] },
    fold: { days: 1, revised: 1, cells: 1 },
    deliveries: [{ ...empty, keptBack, ...report }],
  };
}

async function exitCodeWith(report: Partial<DeliveryReport>, quarantined = 0): Promise<number> {
  return exitCodeOf(await importFindings(outcomeWith(report, quarantined), { invocation, store, connection: 'acme' }));
}

describe('the findings of an import', () => {
  it('are none for what is held or not operational', async () => {
    const keptBack = { not_operational: 3, waived: 1, waiting: 0 };

    expect(await exitCodeWith({ held: 4, keptBack })).toBe(0);
  });

  it('ask to try later where a receiver is down, and say failed where a day is dead', async () => {
    expect(await exitCodeWith({ failed: [{ ...DAY, cause: DOWN }] })).toBe(75);
    expect(await exitCodeWith({ dead: [{ ...DAY, cause: DOWN }] })).toBe(1);
  });

  it('tell a cause once for all its days', async () => {
    const failed = Array.from({ length: 9 }, (_, index) => ({ ...DAY, date: `2026-05-0${index + 1}`, cause: DOWN }));

    const findings = await importFindings(outcomeWith({ failed }), { invocation, store, connection: 'acme' });

    expect(findings.map(({ what }) => what)).toEqual([
      expect.stringMatching(
        /^Output tmas, 9 days \(0001 2026-05-01, .*0001 2026-05-05, …\): The receiver .*: no answer$/,
      ),
    ]);
  });

  it('name the records that could not be read, and call it failed', async () => {
    const cause = JSON.stringify({ $cause: 1, code: 'upstream.malformed', message: 'total is no number' });
    await store.transaction(null, (writing) =>
      quarantine(writing, 'acme', [{ stream: 'sales', id: '77', cause, raw: '{}' }], 1),
    );

    const findings = await importFindings(outcomeWith({}, 1), { invocation, store, connection: 'acme' });

    expect(findings).toEqual([expect.objectContaining({ code: 'sync.quarantined', kind: 'failed' })]);
    expect(findings[0]?.what).toContain('77: total is no number');
  });
});

describe('the summary of an import', () => {
  it('lists what changed after it was sent, figure by figure', () => {
    const sent = { sales: '10.00', transactions: 1, items: '2', staffSeconds: 3_600 };
    const late = { ...DAY, minuteOfDay: 570, sent, now: { ...sent, sales: '12.50', staffSeconds: 1_800 } };
    const gone = { ...DAY, minuteOfDay: 600, sent: { ...sent, staffSeconds: null }, now: null };

    const text = importText(outcomeWith({ lateEdits: [late, gone] }), { invocation, delivering: true, outputs: 1 });

    expect(text).toMatch(/tmas +0001 +2026-05-14 +09:30 +sales +10\.00 +12\.50\n/);
    expect(text).toMatch(/09:30 +staff hours +1\.00 +0\.50\n/);
    expect(text).not.toMatch(/09:30 +items/);
    expect(text).toMatch(/10:00 +sales +10\.00 +withdrawn\n/);
  });

  it('is silent where a cause stopped the connection before anything was read', () => {
    const causes: Cause[] = [{ $cause: 1, code: 'auth.revoked', message: 'invalid_grant' }];
    const stopped = { ...outcomeWith({}), sync: { streams: [], causes, problems: [] } };
    const nothing = { ...stopped, fold: { days: 0, revised: 0, cells: 0 } };
    const sent = { ...nothing, deliveries: outcomeWith({ accepted: 2 }).deliveries };

    expect(importText(nothing, { invocation, delivering: true, outputs: 1 })).toBe('');
    expect(importText(stopped, { invocation, delivering: true, outputs: 1 })).toMatch(/^Tallies: 1 day folded.*\n$/);
    expect(importText(sent, { invocation, delivering: true, outputs: 1 })).toMatch(/^output .*\ntmas +2 .*\n$/);
  });

  it('keeps its table where one stream was read and the other refused', () => {
    const causes: Cause[] = [{ $cause: 1, code: 'permission.missing', message: 'no' }];
    const { sync, ...rest } = outcomeWith({});
    const half = { ...rest, sync: { ...sync, causes } };

    expect(importText(half, { invocation, delivering: false, outputs: 1 })).toMatch(/^sales +/m);
  });

  it('says that nothing was delivered where no output is named', () => {
    const outcome = { ...outcomeWith({}), deliveries: [] };

    expect(importText(outcome, { invocation, delivering: true, outputs: 0 })).toContain('nothing was delivered');
    expect(importText(outcome, { invocation, delivering: false, outputs: 0 })).not.toContain('delivered');
  });
});
