import { type Clock, instantText } from '@tillbridge/domain';
import { within } from '../within.js';
import type { Standing, StandingSource } from './check.js';

const TIME_LIMIT = 2000;
const REMEMBERED = 5000;

export type ShownStanding = Omit<Standing, 'since' | 'nextTry'> & {
  readonly since?: string;
  readonly nextTry?: string;
};

export interface DetailsAnswer {
  readonly status: 'ok' | 'degraded';
  /** By name of the group; null where it could not be read. */
  readonly details: Readonly<Record<string, readonly ShownStanding[] | null>>;
}

/** Everything that can stand still while the process itself is well. */
export class HealthDetails {
  private remembered: { readonly at: number; readonly answer: Promise<DetailsAnswer> } | null = null;

  constructor(
    private readonly sources: readonly StandingSource[],
    private readonly clock: Clock,
  ) {}

  async answer(): Promise<DetailsAnswer> {
    const at = this.clock.now();
    if (this.remembered === null || Math.abs(at - this.remembered.at) >= REMEMBERED) {
      this.remembered = { at, answer: this.read() };
    }
    return this.remembered.answer;
  }

  private async read(): Promise<DetailsAnswer> {
    const groups = await Promise.all(
      this.sources.map(async (source) => [source.name, await standingsOf(source)] as const),
    );
    const isWhole = groups.every(([, standings]) => standings?.every(({ status }) => status === 'up') ?? false);
    return { status: isWhole ? 'ok' : 'degraded', details: Object.fromEntries(groups) };
  }
}

async function standingsOf(source: StandingSource): Promise<ShownStanding[] | null> {
  try {
    return (await within(TIME_LIMIT, () => source.read())).map(shown);
  } catch {
    return null;
  }
}

function shown({ since, nextTry, ...standing }: Standing): ShownStanding {
  return {
    ...standing,
    ...(since === undefined ? {} : { since: instantText(since) }),
    ...(nextTry === undefined ? {} : { nextTry: instantText(nextTry) }),
  };
}
