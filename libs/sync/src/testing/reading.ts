import { DAY, HOUR } from '@tillbridge/domain';
import type { ReadingSettings } from '@tillbridge/settings';

/** How far back runs read where a spec says nothing else. */
export const READING: ReadingSettings = {
  salesLookback: 26 * HOUR,
  shiftsLookback: 72 * HOUR,
  recentLookback: 2 * HOUR,
  dailyDepth: 7 * DAY,
  weeklyDepth: 35 * DAY,
  firstDepth: 7 * DAY,
};
