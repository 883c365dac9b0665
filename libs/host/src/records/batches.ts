import type { Batch, Cursor, QuarantinedRecord } from '@tillbridge/plugin-kit';

import { admitRecords, type Admission } from './admit-records.js';
import { branded, defect } from '../defect.js';
import type { HangWatch } from '../hang-watch.js';

/** A batch whose records have been checked and belong to the domain. */
export interface ReadBatch<T> {
  readonly records: readonly T[];
  /** Those the plugin could not read, and those that the host could not take. */
  readonly quarantined: readonly QuarantinedRecord[];
  readonly checkpoint: Cursor | null;
  /** True on the last batch only. */
  readonly done: boolean;
}

export interface BatchSource<Raw, T> {
  readonly plugin: string;
  readonly watch: HangWatch;
  /** May throw, as everything that comes from a plugin. */
  readonly open: () => AsyncIterable<Batch<Raw>>;
  /** Called for each batch, because the POS's clock goes on. */
  readonly admission: () => Admission<Raw, T>;
}

/** Passes a plugin's batches on, one at a time and only when asked: memory stays flat. */
export async function* readBatches<Raw, T>(source: BatchSource<Raw, T>): AsyncGenerator<ReadBatch<T>, void, undefined> {
  const { plugin, watch } = source;
  let iterator: AsyncIterator<Batch<Raw>> | undefined;
  let ended = false;
  try {
    iterator = source.open()[Symbol.asyncIterator]();
    for (;;) {
      const step = await watch.within(Promise.resolve(iterator.next()));
      if (step.done === true) break;
      if (ended) throw defect(plugin, 'a batch came after the one that was marked as the last');
      const batch = checkedBatch(step.value, plugin);
      ended = batch.done;
      const { records, quarantined } = admitRecords(batch.records, source.admission());
      yield { ...batch, records, quarantined: [...batch.quarantined, ...quarantined] };
    }
    // An end without `done` may be an interruption: the window must not count as read.
    if (!ended) throw defect(plugin, 'reading ended without a batch marked as the last');
  } catch (error) {
    throw branded(error, plugin, watch.signal);
  } finally {
    watch.end();
    // Not waited for: a plugin that hangs would hang its reader too.
    void letGo(iterator);
  }
}

async function letGo(iterator: AsyncIterator<unknown> | undefined): Promise<void> {
  try {
    await iterator?.return?.();
  } catch {
    // The call is over; what the plugin throws on its way out changes nothing.
  }
}

function checkedBatch<Raw>(batch: Batch<Raw>, plugin: string): Batch<Raw> {
  const value: unknown = batch;
  if (typeof value !== 'object' || value === null) throw defect(plugin, 'a batch is no object');
  if (!Array.isArray(batch.records)) throw defect(plugin, 'records of a batch is no list');
  if (!Array.isArray(batch.quarantined)) throw defect(plugin, 'quarantined of a batch is no list');
  if (typeof batch.done !== 'boolean') throw defect(plugin, 'done of a batch is neither true nor false');
  const { checkpoint } = batch;
  if (checkpoint !== null && typeof checkpoint?.v !== 'number') throw defect(plugin, 'checkpoint of a batch has no v');
  return { records: batch.records, quarantined: batch.quarantined, checkpoint, done: batch.done };
}
