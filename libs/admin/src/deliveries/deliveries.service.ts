import { instantText, type LocalDate, type LocationId, problemError } from '@tillbridge/domain';
import { dayState, type DayState, type OutputInstance, shapingHash } from '@tillbridge/delivery';
import { causeOf, problemOfCause } from '@tillbridge/plugin-kit';
import {
  approvalOf,
  type DayAtOutput,
  deliveriesBetween,
  outputPauses,
  probeAt,
  reachOf,
  statusChanges,
  wantResend,
} from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { todayAt } from '../locations/today.js';
import { locationNamed, outputNamed } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';
import type { Period } from '../tallies/tallies.service.js';

/** Where a location-day stands at one output. */
export interface DeliveryView {
  readonly output: string;
  readonly location: LocationId;
  readonly date: LocalDate;
  readonly revision: number;
  /** The revision that the output has. */
  readonly taken: number | null;
  readonly state: DayState;
  readonly attempts: number;
  readonly since: string | null;
  readonly cause: string | null;
}

export interface Replay extends Period {
  readonly output: string;
  /** How many days it will be, where they are many; null: nobody has looked. */
  readonly confirm: number | null;
}

/** More days than this go out again only when their number is confirmed. */
const UNCONFIRMED_DAYS = 1_000;

export class DeliveriesService {
  constructor(private readonly scope: AdminScope) {}

  /** By output, in order of date; of every output where none is named. */
  async list(period: Period, output: string | null, state: DayState | null = null): Promise<DeliveryView[]> {
    const { outputs } = this.scope;
    const instances = output === null ? outputs : [outputNamed(outputs, output)];
    const rows: DeliveryView[] = [];
    for (const instance of instances) rows.push(...(await this.statesAt(instance, period)));
    return state === null ? rows : rows.filter((row) => row.state === state);
  }

  /**
   * Marks the days, waived and dead ones included, to go out again, and has a receiver that is down tried at once;
   * returns how many.
   *
   * @throws TillbridgeError `deliveries.none`, `deliveries.out_of_reach`, `deliveries.confirm_count`, `output.paused`
   */
  async replay({ output, confirm, ...period }: Replay, author: Author): Promise<number> {
    const instance = outputNamed(this.scope.outputs, output);
    await this.refusePaused(instance.id);
    const days = await this.daysToReplay(instance.id, period);
    const count = days.length;
    if (count > UNCONFIRMED_DAYS && confirm !== count)
      throw problemError(ADMIN_PROBLEMS, 'deliveries.confirm_count', { count, limit: UNCONFIRMED_DAYS });
    return this.scope.changes.make(author, async (session) => {
      await wantResend(session, instance.id, days);
      await probeAt(session, instance.id, this.scope.clock.now());
      const change = { action: 'delivery.replay', subject: `output:${instance.id}`, after: { ...period, days: count } };
      return { result: count, changes: [change] };
    });
  }

  private async statesAt(instance: OutputInstance, period: Period): Promise<DeliveryView[]> {
    const { store, clock } = this.scope;
    const days = await this.daysIn(instance.id, period);
    const reach = await reachOf(store.read, instance.id);
    const histories = await statusChanges(store.read);
    const held = instance.hold && (await approvalOf(store.read, instance.id)) !== true;
    const today = await todayAt(store, clock.now());
    const hash = shapingHash(instance);
    return days.map((day) => {
      const history = histories.get(day.location) ?? [];
      const facts = { hash, held, history, firstDate: reach.get(day.location) };
      return viewOf(instance.id, day, dayState(day, { ...facts, today: today.get(day.location) ?? day.date }));
    });
  }

  private async daysIn(output: string, { from, to, location }: Period): Promise<DayAtOutput[]> {
    const only = location === null ? null : await locationNamed(this.scope, location);
    const days = await deliveriesBetween(this.scope.store.read, { output, from, to });
    return only === null ? days : days.filter((day) => day.location === only);
  }

  private async daysToReplay(output: string, period: Period): Promise<DayAtOutput[]> {
    const { from, to } = period;
    const days = await this.daysIn(output, period);
    if (days.length === 0) throw problemError(ADMIN_PROBLEMS, 'deliveries.none', { output, from, to });
    const reach = await reachOf(this.scope.store.read, output);
    const early = days.find((day) => day.date < (reach.get(day.location) ?? day.date));
    if (early === undefined) return days;
    const { location, date } = early;
    throw problemError(ADMIN_PROBLEMS, 'deliveries.out_of_reach', { output, location, date, from });
  }

  private async refusePaused(output: string): Promise<void> {
    const pause = (await outputPauses(this.scope.store.read)).get(output);
    if (pause === undefined) return;
    const { reason, at } = pause;
    throw problemError(ADMIN_PROBLEMS, 'output.paused', { output, reason, since: instantText(at) });
  }
}

function viewOf(output: string, { location, date, revision, delivery }: DayAtOutput, state: DayState): DeliveryView {
  const cause = delivery?.lastCause == null ? undefined : causeOf(JSON.parse(delivery.lastCause));
  return {
    output,
    location,
    date,
    revision,
    taken: delivery?.ackedRevision ?? null,
    state,
    attempts: delivery?.attempts ?? 0,
    since: delivery?.ackedAt == null ? null : instantText(delivery.ackedAt),
    cause: cause === undefined ? null : `${problemOfCause(cause).code}: ${cause.message}`,
  };
}
