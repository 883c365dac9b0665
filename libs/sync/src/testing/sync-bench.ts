import { type Clock, DAY, DEFAULT_TALLY_RULES, type TallyRules } from '@tillbridge/domain';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import type { ConnectionSettings, LocationSettings } from '@tillbridge/settings';
import {
  daysBetween,
  type Lease,
  type LocationDayRow,
  salesBetween,
  saveFoldedDays,
  type Store,
  takeLease,
} from '@tillbridge/store';
import type { StoreFactory } from '../../../../test/support/stores.ts';
import { SyncService } from '../sync.service.js';
import type { SyncAnswer, SyncReport, SyncWork } from '../sync-work.js';
import { FakePos } from './fake-pos.js';
import { READING } from './reading.js';

export const NOW = Date.parse('2026-05-15T14:20:00Z');
/** Two dates of Toronto. */
export const WINDOW = { from: '2026-05-13', to: '2026-05-14', acceptVanished: false };
export const NOON = '2026-05-13T16:00:00Z';

export function aLocation(changed: Partial<LocationSettings> = {}): LocationSettings {
  return {
    posId: '1',
    locationId: '0001',
    status: 'operational',
    name: null,
    region: null,
    timeZone: null,
    currency: null,
    from: null,
    to: null,
    tallies: {},
    ...changed,
  };
}

function aConnection(locations: readonly LocationSettings[]): ConnectionSettings {
  return {
    id: 'acme',
    label: 'Acme',
    connector: 'fake',
    active: true,
    settings: {},
    schedule: { type: 'hourly', startTime: '00:02' },
    locations,
    tallies: {},
  };
}

/** A sync with a POS in memory and a store that is there. */
export class SyncBench {
  readonly pos = new FakePos(NOW);
  readonly counted = new Map<string, number>();
  rules: TallyRules = { ...DEFAULT_TALLY_RULES };
  locations: LocationSettings[] = [aLocation()];
  /** Of this machine; as the POS's own, unless a spec sets it apart. */
  clock: Clock = { now: () => this.pos.now };
  /** Each run is one of its own, unless a spec names it. */
  private jobs = 0;

  constructor(
    readonly store: Store,
    readonly lease: Lease,
  ) {}

  async run(changed: Partial<SyncWork> = {}): Promise<SyncReport> {
    const { report, isCutShort } = await this.begin(changed);
    if (isCutShort) throw new Error('it stopped before its end');
    return report;
  }

  begin(changed: Partial<SyncWork> = {}): Promise<SyncAnswer> {
    const add: Meters['add'] = ({ name }, { stream = '' }, by = 1) => void this.counted.set(`${name} ${stream}`, by);
    this.jobs += 1;
    return new SyncService(this.store, this.pos, this.clock, { ...NO_METERS, add }).run({
      jobId: `j${this.jobs}`,
      connection: aConnection(this.locations),
      request: WINDOW,
      lease: this.lease,
      reading: READING,
      rulesOf: () => this.rules,
      asOf: null,
      onStart: () => Promise.resolve(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
      ...changed,
    });
  }

  async days(): Promise<LocationDayRow[]> {
    return daysBetween(this.store.read, { from: '2026-05-13', to: '2026-05-14' });
  }

  /** Dates that are to be folded. */
  async pending(): Promise<string[]> {
    const days = await daysBetween(this.store.read, { from: '0000-01-01', to: '9999-12-31' });
    return days.filter((day) => day.ledgerVersion !== day.foldedVersion).map(({ date }) => date);
  }

  /** Marks every day as folded, by the rules given. */
  async fold(rules: TallyRules = this.rules): Promise<void> {
    const days = await daysBetween(this.store.read, { from: '0000-01-01', to: '9999-12-31' });
    await this.store.transaction(null, (session) =>
      saveFoldedDays(
        session,
        days.map((day) => ({ ...day, foldedVersion: day.ledgerVersion, rules: JSON.stringify(rules) })),
      ),
    );
  }

  /** Ids of the live sales. */
  async ids(): Promise<string[]> {
    return (await this.ledger()).map(({ id }) => id).toSorted();
  }

  ledger() {
    const part = { connectionId: 'acme', shops: ['1', '2'], from: NOW - 40 * DAY, to: NOW + DAY };
    return salesBetween(this.store.read, part);
  }
}

export async function aBench(stores: StoreFactory): Promise<SyncBench> {
  const store = await stores.open();
  const lease = await store.transaction(null, (session) =>
    takeLease(session, { scope: 'connection:acme', owner: 'test', milliseconds: 600_000 }),
  );
  if (lease === null) throw new Error('the lease is not free');
  return new SyncBench(store, lease);
}
