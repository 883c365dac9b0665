import { type Figures, MINUTE } from '@tillbridge/domain';
import type { Log } from '@tillbridge/observability';
import type { LateEdit } from './sent-once.js';

const FIGURES = ['sales', 'transactions', 'items', 'staffSeconds'] as const;

/** Writes one line for each hour, since only a person can correct it at the receiver and it is not told again. */
export function tellLateEdits(log: Log, output: string, edits: readonly LateEdit[]): void {
  for (const { location, date, minuteOfDay, sent, now } of edits) {
    const time = new Date(minuteOfDay * MINUTE).toISOString().slice(11, 16);
    const message = `the hour of ${date} ${time} has changed since it was sent: retype it at the receiver`;
    const fields = { date, time, sent: figuresOf(sent), now: now === null ? null : figuresOf(now) };
    log.write('warn', { event: 'delivery.late_edit', message, component: 'delivery', output, location, fields });
  }
}

function figuresOf(figures: Figures): Record<string, unknown> {
  return Object.fromEntries(FIGURES.map((figure) => [figure, figures[figure]]));
}
