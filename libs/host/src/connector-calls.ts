import type { Instant } from '@tillbridge/domain';
import type {
  CallContext,
  CheckItem,
  Json,
  ReadRequest,
  SaleRecord,
  ShiftRecord,
  ShopRecord,
  StreamName,
} from '@tillbridge/plugin-kit';

import { admitRecords, type Admission, type Admitted } from './records/admit-records.js';
import { readBatches, type ReadBatch } from './records/batches.js';
import { branded, defect } from './defect.js';
import type { ConnectionContext } from './connection-context.js';
import { PosRequests } from './requests/pos-requests.js';
import type { Operation } from './metrics.js';
import { MalformedField } from './records/record-fields.js';
import { noRequests, type RequestCounts } from './requests/request-counts.js';
import { saleOf, shiftOf, shopOf, type ReadSale, type ReadShift } from './records/record.js';
import { HangWatch } from './hang-watch.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly log?: (level: 'debug' | 'info' | 'warn', message: string, fields?: Readonly<Record<string, Json>>) => void;
}

/**
 * The calls of one connection's connector, with everything around them: token, rate budget, retries, time limits, and
 * the check of what comes back. Every call throws a CauseError, or the reason of its signal; nothing here touches the
 * database, and none of it may run inside a transaction (I4).
 */
export class ConnectorCalls {
  private readonly counted = noRequests();
  private readonly requests: PosRequests;

  constructor(private readonly connectionContext: ConnectionContext) {
    this.requests = new PosRequests(connectionContext, this.counted);
  }

  get connection(): string {
    return this.connectionContext.owner.connection;
  }

  get manifest(): ConnectionContext['manifest'] {
    return this.connectionContext.manifest;
  }

  /**
   * The POS's clock, never ahead of it; null until the POS has answered once. No window that is read may end after it.
   */
  posNow(): Instant | null {
    return this.connectionContext.posClock.now(this.connectionContext.timing.elapsed());
  }

  /** What the requests have cost since this object was made. */
  counts(): RequestCounts {
    return { ...this.counted };
  }

  async check(options: CallOptions = {}): Promise<readonly CheckItem[]> {
    const items: unknown = await this.call('check', options, (context) =>
      this.connectionContext.connector.check(context),
    );
    if (!Array.isArray(items) || !items.every(isCheckItem)) throw this.defect('check answered no list of check items');
    return items;
  }

  async listShops(options: CallOptions = {}): Promise<readonly ShopRecord[]> {
    const shops: unknown = await this.call('list_shops', options, (context) =>
      this.connectionContext.connector.listShops(context),
    );
    if (!Array.isArray(shops)) throw this.defect('listShops answered no list');
    try {
      return shops.map((shop: ShopRecord) => shopOf(shop));
    } catch (error) {
      throw error instanceof MalformedField ? this.defect(`a shop's ${error.message}`) : error;
    }
  }

  readSales(request: ReadRequest, options: CallOptions = {}): AsyncGenerator<ReadBatch<ReadSale>, void, undefined> {
    const watch = this.watch(options);
    const context = this.callContext('read_sales', watch, options);
    const open = () => this.connectionContext.connector.readSales(context, request);
    return readBatches({ plugin: this.connectionContext.manifest.id, watch, open, admission: () => this.sales() });
  }

  readShifts(request: ReadRequest, options: CallOptions = {}): AsyncGenerator<ReadBatch<ReadShift>, void, undefined> {
    const watch = this.watch(options);
    const context = this.callContext('read_shifts', watch, options);
    const open = () => this.connectionContext.connector.readShifts(context, request);
    return readBatches({ plugin: this.connectionContext.manifest.id, watch, open, admission: () => this.shifts() });
  }

  /** The sales among `ids` that the POS still has. */
  async lookUpSales(ids: readonly string[], options: CallOptions = {}): Promise<Admitted<ReadSale>> {
    const found: unknown = await this.call('look_up_sales', options, (context) =>
      this.connectionContext.connector.lookUpSales(context, ids),
    );
    if (!Array.isArray(found)) throw this.defect('lookUpSales answered no list');
    return admitRecords(found, this.sales());
  }

  /** The shifts among `ids` that the POS still has. */
  async lookUpShifts(ids: readonly string[], options: CallOptions = {}): Promise<Admitted<ReadShift>> {
    const found: unknown = await this.call('look_up_shifts', options, (context) =>
      this.connectionContext.connector.lookUpShifts(context, ids),
    );
    if (!Array.isArray(found)) throw this.defect('lookUpShifts answered no list');
    return admitRecords(found, this.shifts());
  }

  private async call<T>(
    operation: Operation,
    options: CallOptions,
    run: (context: CallContext<ConnectionContext['settings']>) => Promise<T>,
  ): Promise<T> {
    const watch = this.watch(options);
    try {
      return await watch.within(Promise.resolve(run(this.callContext(operation, watch, options))));
    } catch (error) {
      throw branded(error, this.connectionContext.manifest.id, watch.signal);
    } finally {
      watch.end();
    }
  }

  private watch({ signal }: CallOptions): HangWatch {
    return new HangWatch(this.connectionContext.timing, this.connectionContext.limits.call, signal);
  }

  private callContext(
    operation: Operation,
    watch: HangWatch,
    { log }: CallOptions,
  ): CallContext<ConnectionContext['settings']> {
    const { settings, owner, scopes } = this.connectionContext;
    return {
      settings,
      connection: { id: owner.connection, scopes },
      signal: watch.signal,
      request: (request) => this.requests.send(request, watch, operation),
      log: log ?? this.toLog,
    };
  }

  /** Writes what a plugin says into the log, where the caller of this call does not listen itself. */
  private readonly toLog: NonNullable<CallOptions['log']> = (level, message, fields) => {
    const { log, manifest, owner } = this.connectionContext;
    const said = fields === undefined ? {} : { fields };
    log?.write(level, {
      event: 'connector.message',
      message,
      component: manifest.id,
      connection: owner.connection,
      ...said,
    });
  };

  private sales(): Admission<SaleRecord, ReadSale> {
    return this.admission('sales', saleOf);
  }

  private shifts(): Admission<ShiftRecord, ReadShift> {
    return this.admission('shifts', shiftOf);
  }

  private admission<Raw, T>(stream: StreamName, read: (record: Raw, latest: Instant) => T): Admission<Raw, T> {
    const latest = (this.posNow() ?? this.connectionContext.timing.now()) + this.connectionContext.limits.ahead;
    return { stream, read: (record) => read(record, latest) };
  }

  private defect(what: string): Error {
    return defect(this.connectionContext.manifest.id, what);
  }
}

const CAPABILITIES: readonly unknown[] = ['auth', 'shops', 'sales', 'shifts'];
const STATUSES: readonly unknown[] = ['ok', 'failed', 'skipped'];

function isCheckItem(item: unknown): item is CheckItem {
  if (typeof item !== 'object' || item === null || !('capability' in item) || !('status' in item)) return false;
  return CAPABILITIES.includes(item.capability) && STATUSES.includes(item.status);
}
