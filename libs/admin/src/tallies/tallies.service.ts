import { addDays, type Instant, type LocalDate } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { locationNamed } from '../named.js';
import type { AdminScope } from '../scope.js';
import { dateAt } from '../locations/today.js';
import { storedDays } from './stored-days.js';

/** Local dates, both included, and one location or all. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly location: string | null;
}

const USUAL_DAYS = 7;
/** Days by which a location's date may be ahead of that of UTC. */
const AHEAD = 1;

export class TalliesService {
  constructor(private readonly scope: Pick<AdminScope, 'store' | 'settings'>) {}

  /** The figures of every hour, by location-day. @throws TillbridgeError `location.unknown` */
  async days({ from, to, location }: Period): Promise<LocationDay[]> {
    const only = location === null ? null : await locationNamed(this.scope, location);
    return storedDays(this.scope.store, { from, to, location: only }, { id: 'tallies', hash: '' });
  }
}

/** The dates that were asked for; the last days where none was. */
export function datesOrLastDays(
  asked: { readonly from: LocalDate | null; readonly to: LocalDate | null },
  now: Instant,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const to = asked.to ?? addDays(dateAt(now), AHEAD);
  return { from: asked.from ?? addDays(to, -USUAL_DAYS), to };
}
