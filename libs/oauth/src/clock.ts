import type { Clock } from '@tillbridge/domain';

/** The one place of this library that reads the machine's clock (I9). */
export const systemClock: Clock = { now: () => Date.now() };
