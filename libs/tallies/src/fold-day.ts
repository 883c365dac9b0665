import {
  type Cover,
  dayInterval,
  foldLocationDay,
  type FoldResult,
  intersectAll,
  type Interval,
  type TallyRules,
} from '@tillbridge/domain';
import {
  type Atlas,
  coverageOf,
  type LedgerStream,
  type LocationDayRow,
  type LocationRow,
  type Session,
  salesBetween,
  shiftsBetween,
  shopsFeeding,
  zoneOfDay,
} from '@tillbridge/store';

export interface FoldScope {
  readonly atlas: Atlas;
  readonly locations: ReadonlyMap<string, LocationRow>;
}

export interface FoldedFromLedger extends FoldResult {
  readonly zone: string;
  /** JSON of the rules it was folded by. */
  readonly rules: string;
}

/**
 * Folds one locked location-day from the ledger and the coverage that the transaction sees (I2). A day keeps the rules
 * of its first fold. A day whose location has no zone or no shop left has no cells.
 */
export async function foldDay(session: Session, scope: FoldScope, day: LocationDayRow): Promise<FoldedFromLedger> {
  const location = scope.locations.get(day.location);
  const zone = zoneOfDay(scope.atlas, day);
  const rulesText = day.rules !== '' ? day.rules : (location?.rules ?? '');
  if (location === undefined || zone === undefined || rulesText === '') {
    return { cells: [], notes: NO_NOTES, zone: zone ?? '', rules: rulesText };
  }
  const rules = JSON.parse(rulesText) as TallyRules;
  const shops = shopsFeeding(scope.atlas, day);
  const interval = dayInterval(day.date, zone);
  const read = { connectionId: location.connectionId, shops };
  const wide = { from: interval.from - rules.maxShift, to: interval.to };
  const result = foldLocationDay({
    date: day.date,
    zone,
    currency: location.currency,
    rules,
    sales: shops.length === 0 ? [] : await salesBetween(session, { ...read, ...interval }),
    shifts: shops.length === 0 ? [] : await shiftsBetween(session, { ...read, ...wide }),
    salesCover: await jointCover(session, 'sales', { ...read, ...interval }),
    shiftsCover: await jointCover(session, 'shifts', { ...read, ...wide }),
  });
  return { ...result, zone, rules: rulesText };
}

const NO_NOTES: FoldResult['notes'] = {
  sales: [],
  shifts: { capped: [], notPositive: [], excluded: { count: 0, staffSeconds: 0 } },
};

/** What was read of every shop that feeds the location. */
async function jointCover(
  session: Session,
  stream: LedgerStream,
  part: Interval & { readonly connectionId: string; readonly shops: readonly string[] },
): Promise<Cover[]> {
  if (part.shops.length === 0) return [];
  const covers = await coverageOf(session, { ...part, stream });
  return intersectAll(part.shops.map((shop) => covers.get(shop) ?? []));
}
