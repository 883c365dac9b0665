/** Records with defaults: a test names only what it is about. */
import type { Sale, Shift } from '@tillbridge/domain';
import * as trade from '../../../../test/support/trade.ts';
import type { LedgerPart } from '../ledger/ledger-part.js';
import type { StoredCell } from '../tally/cells.js';
import type { Store } from '../database/store.js';
import type { Session } from '../database/session.js';
import { saveZone } from '../places/zones.js';
import { declareLocations, type DeclaredLocation } from '../places/locations.js';

/** 2026-03-02 was a Monday. */
export const NOON = Date.parse('2026-03-02T12:00:00Z');

/** At noon. */
export function aSale(sale: Partial<Sale> = {}): Sale {
  return trade.aSale({ id: '100', completedAt: NOON, ...sale });
}

/** From noon for four hours. */
export function aShift(shift: Partial<Shift> = {}): Shift {
  return trade.aShift({ id: '500', start: NOON, end: NOON + 4 * 3_600_000, ...shift });
}

export function aPart(part: Partial<LedgerPart> = {}): LedgerPart {
  return { connectionId: 'acme', stream: 'sales', shops: ['1'], from: NOON, to: NOON + 86_400_000, ...part };
}

export function aLocation(location: Partial<DeclaredLocation> = {}): DeclaredLocation {
  return {
    id: '0001',
    shop: '1',
    name: 'Main Street',
    region: null,
    currency: 'CAD',
    rules: '{}',
    status: 'operational',
    from: null,
    to: null,
    ...location,
  };
}

export function aCell(cell: Partial<StoredCell> = {}): StoredCell {
  return {
    location: '0001',
    date: '2026-03-02',
    start: NOON,
    end: NOON + 3_600_000,
    coveredTo: NOON + 3_600_000,
    minuteOfDay: 720,
    offsetMinutes: 0,
    sales: '10.00',
    transactions: 1,
    items: '1',
    staffSeconds: 3_600,
    revision: 1,
    withdrawn: false,
    ...cell,
  };
}

/** Writes without a lease, as a test may. */
export function write<T>(store: Store, work: (session: Session) => Promise<T>): Promise<T> {
  return store.transaction(null, work);
}

/** Declares locations in one zone. */
export async function declareInZone(
  session: Session,
  connectionId: string,
  locations: ReadonlyArray<{ readonly id: string; readonly timeZone: string }>,
): Promise<void> {
  await declareLocations(
    session,
    connectionId,
    locations.map(({ id }) => aLocation({ id })),
  );
  for (const { id, timeZone } of locations) await saveZone(session, id, { from: '', timeZone });
}
