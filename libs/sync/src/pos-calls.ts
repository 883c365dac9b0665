import type { Instant, Sale, Shift } from '@tillbridge/domain';
import type { QuarantinedRecord, ReadRequest, ShopRecord } from '@tillbridge/plugin-kit';
import type { ConnectionSettings } from '@tillbridge/settings';

/** One batch of a read, its records checked and their instants worked out. */
export interface PosBatch<Record> {
  readonly records: readonly Record[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly done: boolean;
}

/** What the POS still has of the records that were asked for by id. */
export type LookUpAnswer<Record> = Omit<PosBatch<Record>, 'done'>;

/** What a sync asks of the POS of one connection; `libs/host` fulfils it. Every call throws a CauseError. */
export interface PosCalls {
  listShops(): Promise<readonly ShopRecord[]>;
  readSales(request: ReadRequest): AsyncIterable<PosBatch<Sale>>;
  readShifts(request: ReadRequest): AsyncIterable<PosBatch<Shift>>;
  lookUpSales(ids: readonly string[]): Promise<LookUpAnswer<Sale>>;
  lookUpShifts(ids: readonly string[]): Promise<LookUpAnswer<Shift>>;
  /** The POS's own clock, as its `Date` headers tell it. No window passes it. */
  posNow(): Instant;
}

/** Opens the POS of a connection: loads its connector and checks its settings; nothing is sent yet. */
export interface PosOpener {
  open(connection: ConnectionSettings, signal: AbortSignal): Promise<PosCalls>;
}
