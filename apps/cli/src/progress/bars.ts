import { type Options, SingleBar } from 'cli-progress';
import type { ImportProgress } from '@tillbridge/scheduling';
import type { Messages } from '../messages/messages.js';
import type { Invocation } from '../invocation.js';
import { type ProgressView, stepOf } from './view.js';

interface Current {
  readonly step: string;
  readonly bar: SingleBar;
  count: number;
}

export function barProgress(invocation: Invocation, screen: NodeJS.WriteStream): ProgressView {
  const { sync } = invocation.messages;
  let current: Current | null = null;
  const end = (): void => {
    current?.bar.setTotal(Math.max(1, current.bar.getTotal()));
    current?.bar.stop();
    current = null;
  };
  return {
    update(progress) {
      const step = stepOf(progress);
      if (current?.step !== step) {
        end();
        current = { step, bar: openBar(progress, screen, sync), count: 0 };
      }
      advance(current, progress);
    },
    end,
  };
}

function openBar(progress: ImportProgress, screen: NodeJS.WriteStream, sync: Messages['sync']): SingleBar {
  const bar = new SingleBar({ stream: screen, hideCursor: true, clearOnComplete: false, ...formatOf(progress, sync) });
  bar.start(totalOf(progress), 0, { count: 0 });
  return bar;
}

function formatOf(progress: ImportProgress, { bar, streams }: Messages['sync']): Options {
  switch (progress.step) {
    case 'reading':
      return {
        format: `${streams[progress.stream].padEnd(12)} {bar} {value}/{total} ${bar.slices}  {count} ${bar.records}`,
      };
    case 'folding':
      return { format: `${bar.folding.padEnd(12)} {count} ${bar.days}` };
    case 'delivering':
      return { format: `${progress.output.padEnd(12)} {bar} {value}/{total} ${bar.days}` };
  }
}

function totalOf(progress: ImportProgress): number {
  if (progress.step === 'reading') return progress.slices;
  return progress.step === 'delivering' ? progress.of : 0;
}

function advance(current: Current, progress: ImportProgress): void {
  current.count += progress.step === 'reading' ? progress.records : progress.days;
  if (progress.step === 'folding') current.bar.update({ count: current.count });
  else current.bar.update(progress.step === 'reading' ? progress.slice : progress.days, { count: current.count });
}
