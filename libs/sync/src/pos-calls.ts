import type { Instant, Sale, Shift } from '@tillbridge/domain';
import type { QuarantinedRecord, ReadRequest, ShopRecord } from '@tillbridge/plugin-kit';

/** One batch of a read, its records checked and their instants worked out. */
export interface ReadBatch<Record> {
  readonly records: readonly Record[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly done: boolean;
}

/** What a sync asks of the POS of one connection; `libs/host` fulfils it. Every call throws a CauseError. */
export interface PosCalls {
  listShops(): Promise<readonly ShopRecord[]>;
  readSales(request: ReadRequest): AsyncIterable<ReadBatch<Sale>>;
  readShifts(request: ReadRequest): AsyncIterable<ReadBatch<Shift>>;
  lookUpSales(ids: readonly string[]): Promise<ReadBatch<Sale>>;
  lookUpShifts(ids: readonly string[]): Promise<ReadBatch<Shift>>;
  /** The POS's own clock, as its `Date` headers tell it. No window passes it. */
  posNow(): Instant;
}
