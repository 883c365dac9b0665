import { Child } from './child.ts';
import type { ImportOrder } from './import-process.ts';
import type { Workplace } from './workplace.ts';

/** An import of a workplace in a process of its own. */
export const ChildImport = {
  start(workplace: Workplace, window: { readonly from: string; readonly to: string }, wait = 60_000): Child {
    const order: ImportOrder = {
      settingsFile: workplace.settingsFile,
      folder: workplace.folder,
      secret: workplace.simulator.clientSecret,
      now: workplace.simulator.now(),
      wait,
      ...window,
    };
    return Child.start('import-process.ts', order);
  },
};
