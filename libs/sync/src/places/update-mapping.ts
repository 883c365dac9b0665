import type { LocationId } from '@tillbridge/domain';
import {
  coverageBounds,
  datesOfLocation,
  DayFinder,
  declareMapping,
  loadAtlas,
  type MappingRow,
  raiseLedgerVersions,
  type Session,
} from '@tillbridge/store';

/**
 * Declares which shop feeds which location. Days of a mapping that came, went or has found a zone only now are folded
 * again: they lose the figures of the shop that fed them, or get those of the one that feeds them.
 *
 * @param placed the locations that have a zone for the first time
 */
export async function updateMapping(
  session: Session,
  connectionId: string,
  { wanted, placed }: { readonly wanted: readonly MappingRow[]; readonly placed: ReadonlySet<LocationId> },
): Promise<void> {
  const { added, removed } = await declareMapping(session, connectionId, wanted);
  const changed = [...added, ...removed, ...wanted.filter((row) => placed.has(row.location))];
  if (changed.length === 0) return;
  const dates = await datesEverRead(session, connectionId, changed);
  const days = changed.flatMap((row) =>
    (dates.get(row.location) ?? []).map((date) => ({ location: row.location, date, trigger: 'mapping' as const })),
  );
  await raiseLedgerVersions(session, days);
}

/** The dates of each location that was remapped: those it has, and those for which its shop was read. */
async function datesEverRead(
  session: Session,
  connectionId: string,
  rows: readonly MappingRow[],
): Promise<Map<LocationId, string[]>> {
  const shops = [...new Set(rows.map((row) => row.shop))];
  const bounds = await coverageBounds(session, { connectionId, stream: 'sales', shops });
  const atlas = await loadAtlas(session, connectionId);
  const finder = new DayFinder({ ...atlas, mapping: rows });
  const dates = new Map<LocationId, string[]>();
  for (const row of rows) {
    const own = await datesOfLocation(session, row.location);
    const interval = bounds.get(row.shop);
    const ofShop =
      interval === undefined
        ? []
        : finder
            .daysOf({ shop: row.shop, ...interval })
            .filter((day) => day.location === row.location)
            .map((day) => day.date);
    dates.set(row.location, [...new Set([...own, ...ofShop, ...(dates.get(row.location) ?? [])])]);
  }
  return dates;
}
