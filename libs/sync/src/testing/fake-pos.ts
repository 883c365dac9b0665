import type { Instant, Sale, Shift } from '@tillbridge/domain';
import type { QuarantinedRecord, ReadRequest, ShopRecord } from '@tillbridge/plugin-kit';
import { aSale } from '../../../../test/support/trade.ts';
import type { LookUpAnswer, PosCalls, PosOpener, PosBatch } from '../pos-calls.js';

/** A POS in memory: what a test puts in is what a read shows. */
export class FakePos implements PosOpener, PosCalls {
  shops: ShopRecord[] = [aShop('1')];
  readonly sales = new Map<string, Sale>();
  readonly shifts = new Map<string, Shift>();
  /** Ids of sales that come out unreadable. */
  readonly unreadable = new Set<string>();
  /** Records in one batch. */
  batchSize = 100;
  /** Called before each batch of sales is handed out. */
  beforeBatch: (batch: number) => void = () => undefined;
  readonly reads: ReadRequest[] = [];

  constructor(public now: Instant) {}

  open(): Promise<PosCalls> {
    return Promise.resolve(this);
  }

  listShops(): Promise<readonly ShopRecord[]> {
    return Promise.resolve(this.shops);
  }

  async *readSales(request: ReadRequest): AsyncIterable<PosBatch<Sale>> {
    this.reads.push(request);
    const found = [...this.sales.values()].filter(({ completedAt }) => lies(request, completedAt));
    for (let from = 0, batch = 0; from === 0 || from < found.length; from += this.batchSize, batch++) {
      this.beforeBatch(batch);
      const part = found.slice(from, from + this.batchSize);
      yield {
        records: part.filter(({ id }) => !this.unreadable.has(id)),
        quarantined: part.filter(({ id }) => this.unreadable.has(id)).map(({ id }) => unreadable(id)),
        done: from + this.batchSize >= found.length,
      };
      await Promise.resolve();
    }
  }

  async *readShifts(request: ReadRequest): AsyncIterable<PosBatch<Shift>> {
    const records = [...this.shifts.values()].filter(({ start }) => lies(request, start));
    await Promise.resolve();
    yield { records, quarantined: [], done: true };
  }

  lookUpSales(ids: readonly string[]): Promise<LookUpAnswer<Sale>> {
    return Promise.resolve({ records: ids.flatMap((id) => this.sales.get(id) ?? []), quarantined: [] });
  }

  lookUpShifts(ids: readonly string[]): Promise<LookUpAnswer<Shift>> {
    return Promise.resolve({ records: ids.flatMap((id) => this.shifts.get(id) ?? []), quarantined: [] });
  }

  posNow(): Instant {
    return this.now;
  }
}

export function aShop(posId: string, changed: Partial<ShopRecord> = {}): ShopRecord {
  return { posId, name: `Shop ${posId}`, timeZone: 'America/Toronto', currency: 'CAD', archived: false, ...changed };
}

export function saleAt(id: string, completedAt: string): Sale {
  return aSale({ id, completedAt: Date.parse(completedAt) });
}

function lies(request: ReadRequest, instant: Instant | null): boolean {
  if (request.mode !== 'span' || instant === null) return false;
  return instant >= Date.parse(request.from) && instant < Date.parse(request.to);
}

function unreadable(id: string): QuarantinedRecord {
  return {
    stream: 'sales',
    id,
    cause: { $cause: 1, code: 'upstream.malformed', message: 'total is no decimal' },
    raw: { id },
  };
}
