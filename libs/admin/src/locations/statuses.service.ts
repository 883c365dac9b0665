import { randomUUID } from 'node:crypto';
import { addDays, type LocalDate, type LocationId, type LocationStatus, problemError } from '@tillbridge/domain';
import { statusOn } from '@tillbridge/delivery';
import { addStatusChange, type Session, type StatusChange, statusChanges } from '@tillbridge/store';
import type { Author, Change } from '../audit/change-log.js';
import { unknownName } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';
import { declareLocation } from './declare-location.js';
import { type KnownLocation, knownLocations } from './known-locations.js';
import { dateAt, todayAt } from './today.js';

export interface StatusRequest {
  readonly locations: readonly LocationId[] | 'all';
  /** Only locations of this connection. */
  readonly connection: string | null;
  readonly status: LocationStatus;
  readonly reason: string;
  /** First local date of the new status; null: today at each location. */
  readonly from: LocalDate | null;
  /** For a change back to operational: whether the days since then go out after all. */
  readonly deliverMissed: boolean | null;
}

export interface StatusSet {
  readonly location: LocationId;
  readonly status: LocationStatus;
  readonly from: LocalDate;
  readonly deliverMissed: boolean | null;
  /** What was set for a later date before and takes its place then; null where it holds on and on. */
  readonly followedBy: { readonly status: LocationStatus; readonly from: LocalDate } | null;
}

/** Sets the status of one location, of some, or of all. The store's word wins over the first value in the settings. */
export class StatusesService {
  constructor(private readonly scope: AdminScope) {}

  /**
   * All of them, or none where one is refused.
   *
   * @throws TillbridgeError `location.unknown`, `locations.deliver_missed_missing`
   */
  async set(request: StatusRequest, author: Author): Promise<StatusSet[]> {
    const today = await todayAt(this.scope.store, this.scope.clock.now());
    return this.scope.changes.make({ ...author, reason: request.reason }, async (session) => {
      const wanted = await this.wanted(session, request);
      const histories = await statusChanges(session);
      const [result, changes]: [StatusSet[], Change[]] = [[], []];
      for (const location of wanted) {
        const from = request.from ?? today.get(location.id) ?? dateAt(this.scope.clock.now());
        const history = histories.get(location.id) ?? [];
        const statusAt = (date: LocalDate): LocationStatus =>
          history.length === 0 ? location.firstStatus : statusOn(history, date);
        const [before, dayBefore] = [statusAt(from), statusAt(addDays(from, -1))];
        const decided = statusSet({ request, location: location.id, from, dayBefore, said: saidFor(history, from) });
        const set = { ...decided, followedBy: followerOf(history, from) };
        await declareLocation(session, this.scope, location);
        await addStatusChange(session, this.changeOf(set, request.reason, author, history));
        result.push(set);
        const { location: id, ...after } = decided;
        changes.push({ action: 'location.status', subject: `location:${id}`, before: { status: before }, after });
      }
      return { result, changes };
    });
  }

  private async wanted(session: Session, { locations, connection }: StatusRequest): Promise<KnownLocation[]> {
    const known = (await knownLocations(session, this.scope.settings)).filter(
      (location) => connection === null || location.connection === connection,
    );
    if (locations === 'all') return known;
    return [...new Set(locations)].map((id) => {
      const found = known.find((location) => location.id === id);
      if (found !== undefined) return found;
      throw unknownName(
        'location.unknown',
        id,
        known.map((location) => location.id),
      );
    });
  }

  private changeOf(
    { location, status, from, deliverMissed }: Omit<StatusSet, 'followedBy'>,
    reason: string,
    { actor }: Author,
    history: readonly StatusChange[],
  ): StatusChange {
    // Of two changes for one date the newer holds, so this one must be newer.
    const at = Math.max(this.scope.clock.now(), ...history.map((change) => change.at + 1));
    return { id: randomUUID(), location, status, effectiveDate: from, reason, actor, deliverMissed, at };
  }
}

function statusSet(facts: {
  readonly request: StatusRequest;
  readonly location: LocationId;
  readonly from: LocalDate;
  /** Of the date before: a status that is taken back on its own date has made nobody miss a day. */
  readonly dayBefore: LocationStatus;
  readonly said: boolean | null;
}): Omit<StatusSet, 'followedBy'> {
  const { request, location, from, dayBefore, said } = facts;
  const { status } = request;
  if (status !== 'operational' || dayBefore === 'operational') return { location, status, from, deliverMissed: null };
  // A second change for the same date may decide anew which days stay away; where it says nothing, the first decision
  // holds.
  const deliverMissed = request.deliverMissed ?? said;
  if (deliverMissed === null)
    throw problemError(ADMIN_PROBLEMS, 'locations.deliver_missed_missing', { location, status: dayBefore });
  return { location, status, from, deliverMissed };
}

/** What earlier changes for the same date said of the days that were missed before it. */
function saidFor(history: readonly StatusChange[], date: LocalDate): boolean | null {
  return (
    history.findLast((change) => change.effectiveDate === date && change.deliverMissed !== null)?.deliverMissed ?? null
  );
}

function followerOf(history: readonly StatusChange[], from: LocalDate): StatusSet['followedBy'] {
  const later = history.find(({ effectiveDate }) => effectiveDate > from);
  if (later === undefined) return null;
  return { status: statusOn(history, later.effectiveDate), from: later.effectiveDate };
}
