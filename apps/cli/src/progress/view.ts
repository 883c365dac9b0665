import type { ImportProgress } from '@tillbridge/scheduling';

/** Shows how far an import has come. `end` is called once, whatever happened. */
export interface ProgressView {
  update(progress: ImportProgress): void;
  end(): void;
}

/** Names the step that a report belongs to, so that a change of step is noticed. */
export function stepOf(progress: ImportProgress): string {
  if (progress.step === 'reading') return `reading ${progress.stream}`;
  return progress.step === 'delivering' ? `delivering ${progress.output}` : progress.step;
}
