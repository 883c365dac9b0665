import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../file/report.js';
import { seenValue } from './seen.js';
import { entriesAt, type Entry } from './written.js';

/** What is wrong between the rows of `locations`, within a connection and across connections. */
export function reportLocations(tree: unknown, report: Report): void {
  const feeding = new Map<string, { readonly connection: string; readonly entry: Entry }>();
  for (const [index, connection] of entriesAt(tree, ['connections'], report).entries()) {
    const rows = entriesAt(tree, [...connection.path, 'locations'], report);
    for (const row of rows) reportBackwardDates(row, report);
    reportOverlaps(rows, report);
    reportContradictions(rows, report);
    reportShared(rows, connection.get('id') ?? String(index), feeding, report);
  }
}

function reportBackwardDates(row: Entry, report: Report): void {
  const from = row.get('from');
  const to = row.get('to');
  if (from === undefined || to === undefined || from <= to) return;
  const { seen, parameters } = seenValue(to, false);
  const expected = { en: `a date from ${from} on`, fr: `une date à partir du ${from}` };
  report.at([...row.path, 'to'], 'settings.bad_date', parameters, { seen, expected });
}

/** Reports a shop that would feed two locations on one date. */
function reportOverlaps(rows: readonly Entry[], report: Report): void {
  for (const [id, same] of grouped(rows, 'posId'))
    for (const [index, row] of same.entries()) {
      const first = same.slice(0, index).find((other) => overlap(other, row));
      if (first !== undefined)
        report.at([...row.path, 'posId'], 'settings.duplicate_shop', { id, first: first.line('posId') });
    }
}

function grouped(rows: readonly Entry[], name: string): Map<string, Entry[]> {
  const groups = Map.groupBy(rows, (row) => row.get(name) ?? '');
  groups.delete('');
  return groups;
}

function overlap(one: Entry, other: Entry): boolean {
  const startsBeforeEnd = (start: Entry, end: Entry) =>
    (start.get('from') ?? '0000-00-00') <= (end.get('to') ?? '9999-99-99');
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

const ABOUT_THE_LOCATION = ['status', 'name', 'region', 'timeZone', 'currency', 'tallies'];

/** Reports rows that describe one location differently. Each row of its shops may describe it, or only one. */
function reportContradictions(rows: readonly Entry[], report: Report): void {
  for (const [id, same] of grouped(rows, 'locationId'))
    for (const name of ABOUT_THE_LOCATION) {
      const [first, ...others] = same.filter((row) => isGiven(row.raw(name)));
      for (const row of others)
        if (first !== undefined && !isDeepStrictEqual(first.raw(name), row.raw(name)))
          report.at([...row.path, name], 'settings.location_contradicted', { id, first: first.line(name) });
    }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function reportShared(
  rows: readonly Entry[],
  connection: string,
  feeding: Map<string, { readonly connection: string; readonly entry: Entry }>,
  report: Report,
): void {
  for (const entry of rows) {
    const id = entry.get('locationId');
    const first = id === undefined ? undefined : feeding.get(id);
    if (id === undefined) continue;
    if (first === undefined) feeding.set(id, { connection, entry });
    else if (!sameConnection(first.entry, entry))
      report.at([...entry.path, 'locationId'], 'settings.location_shared', {
        id,
        other: first.connection,
        first: first.entry.line('locationId'),
      });
  }
}

function sameConnection(one: Entry, other: Entry): boolean {
  return one.path[1] === other.path[1];
}
