import { type Clock, type Instant, MINUTE } from '@tillbridge/domain';
import { type Job, jobById, type Store } from '@tillbridge/store';

/** How long a job is passed over that nobody took up: a service that starts meanwhile gets its turn again. */
const PASSED_OVER_FOR = 10 * MINUTE;

export interface CourtesyMeans {
  readonly store: Store;
  readonly clock: Clock;
  /** How often a more urgent job is looked at before nobody is taken to work it. */
  readonly looks: number;
}

/**
 * A process that works only one job gives way to a more urgent one without working that itself. It stands back until
 * somebody has taken it up, and goes on where nobody does: to give way to it again would be to wait for ever.
 */
export class Courtesy {
  private to: Job | null = null;
  private looked = 0;
  private readonly passed = new Map<string, Instant>();

  constructor(private readonly means: CourtesyMeans) {}

  /** Whether a more urgent job has its turn, and nobody is known to have taken it up. */
  get standsBack(): boolean {
    return this.to !== null;
  }

  gaveWay(to: Job): void {
    this.to = to;
    this.looked = 0;
  }

  passesOver({ id }: Job): boolean {
    const since = this.passed.get(id);
    return since !== undefined && Math.abs(this.means.clock.now() - since) < PASSED_OVER_FOR;
  }

  /** Looks once at the job that has its turn. */
  async look(): Promise<void> {
    if (this.to === null) return;
    const { store, clock, looks } = this.means;
    const { id, attempts, state } = this.to;
    const job = await jobById(store.read, id);
    // Whoever took it up may have given way with it since: that counts no attempt, but it runs.
    const isTakenUp = job === null || job.attempts !== attempts || job.state !== state;
    this.looked += 1;
    if (!isTakenUp && this.looked < looks) return;
    if (!isTakenUp) this.passed.set(id, clock.now());
    this.to = null;
  }
}
