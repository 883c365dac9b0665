import type { Cause, ReceiptStatus } from '@tillbridge/plugin-kit';

/** What one try came to. */
export interface Verdict {
  readonly status: ReceiptStatus;
  readonly cause?: Cause;
  /**
   * - day: the next one may fare better
   * - slow: the same, but each such try costs its whole time limit
   * - receiver: whatever is sent next would fail alike
   */
  readonly concerns: 'day' | 'slow' | 'receiver';
}
