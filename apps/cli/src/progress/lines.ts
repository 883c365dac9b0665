import type { ImportProgress } from '@tillbridge/scheduling';
import type { Invocation } from '../invocation.js';
import { type ProgressView, stepOf } from './view.js';

export function lineProgress(invocation: Invocation): ProgressView {
  let current: { readonly step: string; readonly first: ImportProgress; count: number } | null = null;
  const end = (): void => {
    if (current !== null) invocation.note(endLine(invocation, current.first, current.count));
    current = null;
  };
  return {
    update(progress) {
      const step = stepOf(progress);
      if (current?.step !== step) {
        end();
        current = { step, first: progress, count: 0 };
        invocation.note(startLine(invocation, progress));
      }
      current.count = progress.step === 'delivering' ? progress.days : current.count + countOf(progress);
    },
    end,
  };
}

function countOf(progress: ImportProgress): number {
  return progress.step === 'reading' ? progress.records : progress.days;
}

function startLine({ messages }: Invocation, progress: ImportProgress): string {
  const { sync } = messages;
  if (progress.step === 'reading') return sync.reading(sync.streams[progress.stream], progress.slices);
  return progress.step === 'folding' ? sync.folding : sync.delivering(progress.output, progress.of);
}

function endLine({ messages }: Invocation, progress: ImportProgress, count: number): string {
  const { sync } = messages;
  if (progress.step === 'reading') return sync.read(sync.streams[progress.stream], count);
  return progress.step === 'folding' ? sync.folded(count) : sync.delivered(progress.output, count);
}
