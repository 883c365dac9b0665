import type { DayFinder, RecordChange } from '@tillbridge/store';
import type { Stream } from './stream.js';

/** Both the day a record stood in and the one where it stands now (I1). */
export function daysOfChanges(
  changes: readonly RecordChange[],
  triggers: Stream<unknown, { readonly hash: string }>['triggers'],
  finder: DayFinder,
) {
  return changes.flatMap((change) => {
    const trigger = change.after === null ? triggers.deleted : change.isNew ? triggers.new : triggers.changed;
    return [change.before, change.after]
      .filter((position) => position !== null)
      .flatMap((position) => finder.daysOf(position))
      .map((day) => ({ ...day, trigger }));
  });
}
