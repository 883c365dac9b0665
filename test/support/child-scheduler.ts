import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.ts';
import type { SchedulerOrder } from './scheduler-process.ts';
import type { Workplace } from './workplace.ts';

/** Processes that work the schedule of a workplace by themselves. */
export const ChildScheduler = {
  start(workplace: Workplace): Child {
    const order: SchedulerOrder = {
      settingsFile: workplace.settingsFile,
      folder: workplace.folder,
      secret: workplace.simulator.clientSecret,
      clockFile: ChildScheduler.setClock(workplace),
    };
    return Child.start('scheduler-process.ts', order);
  },

  /** Brings the clock of those processes to the simulator's. */
  setClock(workplace: Workplace): string {
    const file = join(workplace.folder, 'clock');
    writeFileSync(`${file}.new`, String(workplace.simulator.now()));
    renameSync(`${file}.new`, file);
    return file;
  },
};
