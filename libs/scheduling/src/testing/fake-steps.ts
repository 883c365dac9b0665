import type { Instant } from '@tillbridge/domain';
import type { Cause, CauseCode } from '@tillbridge/plugin-kit';
import type { ConnectionSettings, ScheduleSettings } from '@tillbridge/settings';
import type { Store } from '@tillbridge/store';
import type { StreamReport, SyncAnswer, SyncReport, SyncWork } from '@tillbridge/sync';
import type { ImportSteps } from '../jobs/import-steps.js';

export function aConnection(id: string, schedule: ScheduleSettings = HOURLY): ConnectionSettings {
  return { id, label: id, connector: 'c', active: true, settings: {}, schedule, locations: [], tallies: {} };
}

export const HOURLY: ScheduleSettings = { type: 'hourly', startTime: '00:02' };

/** A clock that stands still until a test moves it. */
export interface HandClock {
  now: () => Instant;
  at: Instant;
}

export function handClock(text: string): HandClock {
  const clock: HandClock = { at: Date.parse(text), now: () => clock.at };
  return clock;
}

export function aStream(stream: Partial<StreamReport> = {}): StreamReport {
  return {
    stream: 'sales',
    from: 0,
    to: 1,
    read: 0,
    changed: 0,
    deleted: 0,
    quarantined: 0,
    complete: true,
    ...stream,
  };
}

export const READ: SyncReport = { streams: [aStream(), aStream({ stream: 'shifts' })], causes: [], problems: [] };

export const NOTHING_READ: SyncReport = { streams: [], causes: [], problems: [] };

export function aCause(code: CauseCode, more: Partial<Cause> = {}): Cause {
  return { $cause: 1, code, message: 'seen', ...more };
}

export function failing(code: CauseCode, more: Partial<Cause> = {}): SyncReport {
  return { streams: [aStream({ read: 3, complete: false })], causes: [aCause(code, more)], problems: [] };
}

/** What a process works with, with a stand-in for reading. */
export function fakeSteps(
  store: Store,
  options: {
    readonly owner: string;
    readonly clock: HandClock;
    readonly connections: readonly ConnectionSettings[];
    /** Null where it gave way. */
    readonly read: (work: SyncWork) => Promise<SyncReport | null>;
  },
): ImportSteps {
  const { owner, clock, connections, read } = options;
  const sync = {
    run: async (work: SyncWork): Promise<SyncAnswer> => {
      if (work.asOf === null) await work.onStart(clock.at);
      const report = await read(work);
      return { report: report ?? NOTHING_READ, findings: [], isCutShort: report === null };
    },
  };
  const tallies = { foldPending: () => Promise.resolve({ days: 0, revised: [], cells: 0 }) };
  return {
    store,
    clock,
    settings: { connections, reading: {} } as unknown as ImportSteps['settings'],
    sync: sync as unknown as ImportSteps['sync'],
    tallies: tallies as unknown as ImportSteps['tallies'],
    delivery: {} as ImportSteps['delivery'],
    outputs: [],
    owner,
  };
}
