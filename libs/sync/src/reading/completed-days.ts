import {
  completionChanged,
  type Cover,
  coverWith,
  dayInterval,
  datesBetween,
  type Instant,
  intersectAll,
  type LocationId,
  type TallyRules,
} from '@tillbridge/domain';
import {
  type Atlas,
  coverageOf,
  type DayFinder,
  dayKey,
  daysBetween,
  type LedgerPart,
  type LedgerStream,
  type LocationDayKey,
  type Session,
  shopsFeeding,
  zoneOfDay,
} from '@tillbridge/store';

export interface CompletionScope {
  readonly atlas: Atlas;
  readonly finder: DayFinder;
  /** Rules of the locations of this connection, for days that were never folded. */
  readonly rules: ReadonlyMap<LocationId, TallyRules>;
  /** Longest time that an open shift counts for, over all locations: so far may one reach past its start. Milliseconds. */
  readonly longestShift: number;
}

/**
 * The days of which a cell becomes complete once `part` is written as read: they must be folded again although no
 * record changed. Called before the coverage is written.
 */
export async function daysCompleted(
  session: Session,
  scope: CompletionScope,
  part: LedgerPart,
  asOf: Instant,
): Promise<LocationDayKey[]> {
  const before = await coverBefore(session, scope, part);
  const after = withRead(before, part, asOf);
  const touched = daysTouched(scope, part);
  const rulesOf = await rulesOfDays(session, scope, touched);
  return touched.filter((day) => {
    const zone = zoneOfDay(scope.atlas, day);
    const rules = rulesOf(day);
    if (zone === undefined || rules === undefined) return false;
    const shops = shopsFeeding(scope.atlas, day);
    return completionChanged({ date: day.date, zone }, rules, joint(before, shops), joint(after, shops));
  });
}

/** A day folds by the rules of its first fold, so its cells are complete by those. */
async function rulesOfDays(
  session: Session,
  scope: CompletionScope,
  days: readonly LocationDayKey[],
): Promise<(day: LocationDayKey) => TallyRules | undefined> {
  const dates = days.map(({ date }) => date).toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return () => undefined;
  const locations = [...new Set(days.map(({ location }) => location))];
  const rows = await daysBetween(session, { from, to, locations });
  const kept = new Map(rows.filter((row) => row.rules !== '').map((row) => [dayKey(row), row.rules]));
  return (day) => {
    const text = kept.get(dayKey(day));
    return text === undefined ? scope.rules.get(day.location) : (JSON.parse(text) as TallyRules);
  };
}

type CoverByStream = Readonly<Record<LedgerStream, ReadonlyMap<string, readonly Cover[]>>>;

/** A shift that began within the part may still be worked `longestShift` later, so its staff hours are known then. */
async function coverBefore(session: Session, scope: CompletionScope, part: LedgerPart): Promise<CoverByStream> {
  const wide = {
    connectionId: part.connectionId,
    shops: part.shops,
    from: part.from - 2 * scope.longestShift,
    to: part.to + 2 * scope.longestShift,
  };
  return {
    sales: await coverageOf(session, { ...wide, stream: 'sales' }),
    shifts: await coverageOf(session, { ...wide, stream: 'shifts' }),
  };
}

function withRead(before: CoverByStream, part: LedgerPart, asOf: Instant): CoverByStream {
  const read = new Map(before[part.stream]);
  for (const shop of part.shops) {
    read.set(shop, coverWith(read.get(shop) ?? [], { from: part.from, to: part.to, asOf }));
  }
  return { ...before, [part.stream]: read };
}

function joint(covers: CoverByStream, shops: readonly string[]) {
  const of = (stream: LedgerStream) => intersectAll(shops.map((shop) => covers[stream].get(shop) ?? []));
  return { sales: of('sales'), shifts: of('shifts') };
}

function daysTouched(scope: CompletionScope, part: LedgerPart): LocationDayKey[] {
  const reach = part.stream === 'shifts' ? scope.longestShift : 0;
  const locations = new Set(scope.atlas.mapping.map((row) => row.location));
  return [...locations].flatMap((location) => {
    const from = scope.finder.dateOf(location, part.from);
    const to = scope.finder.dateOf(location, part.to + reach - 1);
    if (from === undefined || to === undefined) return [];
    // Where the clocks go back over midnight, the later instant may lie on the earlier date.
    return (from <= to ? datesBetween(from, to) : datesBetween(to, from))
      .map((date) => ({ location, date }))
      .filter((day) => reachesInto(scope, day, part.from));
  });
}

function reachesInto(scope: CompletionScope, day: LocationDayKey, from: Instant): boolean {
  const zone = zoneOfDay(scope.atlas, day);
  return zone !== undefined && dayInterval(day.date, zone).to > from;
}
