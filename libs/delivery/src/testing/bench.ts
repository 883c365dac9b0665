import { DAY, DEFAULT_TALLY_RULES, type LocationId } from '@tillbridge/domain';
import type { LogEntry, LogLevel, Meters } from '@tillbridge/observability';
import type { LocationDay, Output, OutputManifest, Receipt, ReceiptStatus } from '@tillbridge/plugin-kit';
import {
  declareConnection,
  declareLocations,
  type Lease,
  raiseLedgerVersions,
  saveCells,
  saveFoldedDays,
  saveZone,
  type Session,
  type Store,
  takeLease,
} from '@tillbridge/store';
import { DeliveryService } from '../delivery.service.js';
import type { DeliveryWork } from '../delivery-work.js';
import type { OutputInstance } from '../output-instance.js';
import { cellsOfDay } from './day.js';

export const NOW = Date.parse('2026-05-14T16:00:00Z');
export const DATES = ['2026-05-11', '2026-05-12', '2026-05-13'];

export const MANIFEST = { semantics: 'overwrites', maxDays: 2 } as unknown as OutputManifest;

/** An output in memory; `answer` decides what becomes of a day. */
export class FakeOutput {
  readonly taken: string[] = [];
  /** How many days each call was given. */
  readonly batches: number[] = [];
  answer: (days: readonly LocationDay[]) => readonly Receipt[] = (days) => days.map((day) => receipt(day, 'accepted'));

  before: (days: readonly LocationDay[]) => Promise<void> = () => Promise.resolve();
  says = '';

  readonly output: Output = {
    check: () => Promise.resolve({ status: 'ok', evidence: '' }),
    deliver: async (context, days) => {
      await this.before(days);
      if (this.says !== '') context.log('warn', this.says, { file: 'a.csv' });
      const receipts = this.answer(days);
      this.taken.push(...days.map(({ date }) => date));
      this.batches.push(days.length);
      return receipts;
    },
    preview: () => ({ contentType: 'text/plain', text: '' }),
    shapingSettings: () => ({}),
  };
}

export const GONE = { $cause: 1 as const, code: 'output.gone' as const, message: 'The receiver answered 410.' };

export const DOWN = { $cause: 1 as const, code: 'output.unreachable' as const, message: 'down' };

export function receipt({ location, date, revision }: LocationDay, status: ReceiptStatus): Receipt {
  return { location, date, revision, status, ...(status === 'accepted' ? {} : { cause: DOWN }) };
}

export class Bench {
  readonly fake = new FakeOutput();
  readonly logged: Array<LogEntry & { level: LogLevel }> = [];
  readonly counted: Record<string, number> = {};
  now = NOW;

  constructor(
    readonly store: Store,
    readonly lease: Lease,
  ) {}

  private readonly count: Meters['add'] = ({ name }, labels, by = 1) => {
    const series = [name, ...Object.values(labels)].join(' ');
    this.counted[series] = (this.counted[series] ?? 0) + by;
  };

  deliver(changed: Partial<OutputInstance> = {}, work: Partial<DeliveryWork> = {}) {
    const instance = { id: 'tmas', kind: 'fake', output: this.fake.output, manifest: MANIFEST, settings: {} };
    return new DeliveryService(this.store, {
      clock: { now: () => this.now },
      random: () => 0.5,
      log: { write: (level, entry) => void this.logged.push({ level, ...entry }) },
      meters: { add: this.count, set: this.count, observe: (metric, labels) => this.count(metric, labels, 1) },
    }).deliver({
      instance: { ...instance, since: 7 * DAY, hold: false, ...changed },
      lease: this.lease,
      reachBackTo: null,
      connections: null,
      now: true,
      onProgress: () => undefined,
      signal: new AbortController().signal,
      ...work,
    });
  }
}

/** A store in which figures of some dates of each location wait for an output. */
export async function openBench(
  stores: { open(): Promise<Store> },
  locations: readonly LocationId[] = ['0001'],
  dates: readonly string[] = DATES,
): Promise<Bench> {
  const store = await stores.open();
  const lease = await store.transaction(null, async (session) => {
    await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOW);
    const location = { shop: '1', name: null, region: null, currency: 'CAD', rules: '', from: null, to: null };
    const declared = locations.map((id) => ({ ...location, id, status: 'operational' as const }));
    await declareLocations(session, 'acme', declared);
    for (const id of locations) await saveZone(session, id, { from: '', timeZone: 'America/Toronto' });
    await fold(session, locations, { dates, revision: 1 });
    return takeLease(session, { scope: 'output:tmas', owner: 'test', milliseconds: 600_000 });
  });
  if (lease === null) throw new Error('the lease is not free');
  return new Bench(store, lease);
}

/** Figures of these days stand in the tallies, new ones where the revision is. */
export async function fold(
  session: Session,
  locations: readonly LocationId[],
  { dates, revision }: { readonly dates: readonly string[]; readonly revision: number },
): Promise<void> {
  const keys = locations.flatMap((location) => dates.map((date) => ({ location, date })));
  await raiseLedgerVersions(
    session,
    keys.map((key) => ({ ...key, trigger: 'sale.new' as const })),
  );
  const cells = keys.flatMap(({ location, date }) => cellsOfDay(date).map((cell) => ({ ...cell, location })));
  await saveCells(session, cells, [], NOW);
  const rules = JSON.stringify(DEFAULT_TALLY_RULES);
  const folded = { foldedVersion: revision, revision, rules, timeZone: 'America/Toronto', notes: '' };
  await saveFoldedDays(
    session,
    keys.map((key) => ({ ...key, ...folded })),
  );
}
