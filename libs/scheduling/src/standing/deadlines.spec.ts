import { describe, expect, it } from '@jest/globals';
import { type DeliveryState, type DeliveryStandings, StandingsReader } from '@tillbridge/delivery';
import { HOUR } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';
import { declareConnection, type Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { deadlineOf, deadlineSources } from './deadlines.js';

const ZONE = 'America/Toronto';
const HOURLY: ScheduleSettings = { type: 'hourly', startTime: '00:02' };

function deadline(deliveredTo: string, schedule: ScheduleSettings, grain = 60): string {
  const at = deadlineOf({ deliveredTo: Date.parse(deliveredTo), grain, schedule, zone: ZONE });
  return new Date(at).toISOString();
}

describe('the deadline of the next hour', () => {
  it('has passed after two missed runs of an hourly feed', () => {
    expect(deadline('2026-05-14T14:00:00Z', HOURLY)).toBe('2026-05-14T16:12:00.000Z');
  });

  it('has passed an hour after the missed run of a daily feed, and never before that run', () => {
    const daily: ScheduleSettings = { type: 'daily', startTime: '05:00' };

    expect(deadline('2026-05-14T08:00:00Z', daily)).toBe('2026-05-14T10:10:00.000Z');
    expect(deadline('2026-05-14T09:00:00Z', daily)).toBe('2026-05-15T10:10:00.000Z');
  });

  it('lies close where runs lie close', () => {
    const every: ScheduleSettings = { type: 'every', minutes: 15 };

    expect(deadline('2026-05-14T14:00:00Z', every, 15)).toBe('2026-05-14T14:40:00.000Z');
  });

  it('counts a run that is due at the very end of the hour', () => {
    const cron: ScheduleSettings = { type: 'cron', expression: '0 * * * *' };

    expect(deadline('2026-05-14T14:00:00Z', cron)).toBe('2026-05-14T16:10:00.000Z');
  });
});

describeOnBothStores('the gauge of deadlines', (stores) => {
  it('has a series for what goes out by itself alone', async () => {
    const store = await stores.open();
    await store.transaction(null, (session) =>
      declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, 0),
    );
    const standings = standingsOf([
      aDelivery('0001', {}),
      aDelivery('0002', { status: 'closed' }),
      aDelivery('0003', { active: false }),
      aDelivery('0004', { isHeld: true }),
      aDelivery('0005', { isPaused: true }),
      aDelivery('0006', { deliveredTo: null }),
      aDelivery('0007', { isFed: false }),
    ]);

    const at = Date.parse('2026-05-14T16:12:00Z') / 1000;
    expect(await seriesOf(store, standings, HOURLY)).toEqual([
      `tillbridge_delivery_deadline_timestamp_seconds 0001 tmas ${at}`,
    ]);
  });

  it('gives an output that takes whole hours alone until the hour is whole, however fine the tally', async () => {
    const store = await stores.open();
    await store.transaction(null, (session) =>
      declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, 0),
    );
    const standings = standingsOf([
      aDelivery('0001', { grain: 15 }),
      aDelivery('0002', { grain: 15, takesWholeHours: true }),
    ]);

    const series = await seriesOf(store, standings, { type: 'every', minutes: 15 });

    expect(series.map((line) => new Date(Number(line.split(' ').at(-1)) * 1000).toISOString().slice(11, 16))).toEqual([
      '14:40',
      '15:25',
    ]);
  });
});

/** What a scrape shows. */
async function seriesOf(store: Store, standings: StandingsReader, schedule: ScheduleSettings): Promise<string[]> {
  const rest = { label: 'Acme', connector: 'fake', active: true, settings: {}, locations: [], tallies: {} };
  const settings = { connections: [{ ...rest, id: 'acme', schedule }] };
  const series: string[] = [];
  await deadlineSources({ store, settings, standings })['deadlines']?.collect({
    set: ({ name }, labels, value) => void series.push([name, ...Object.values(labels), value].join(' ')),
  });
  return series;
}

interface Changed {
  readonly status?: 'closed';
  readonly active?: boolean;
  readonly isHeld?: boolean;
  readonly isPaused?: boolean;
  readonly deliveredTo?: null;
  readonly isFed?: false;
  readonly grain?: 15;
  readonly takesWholeHours?: true;
}

function aDelivery(id: string, changed: Changed): DeliveryState {
  const { status = 'operational', active = true, isHeld = false, isPaused = false } = changed;
  const authorization = { authorization: 'valid' as const, cause: null, authorizationAt: 0 };
  const connection = { id: 'acme', connector: 'fake', label: 'Acme', active, ...authorization };
  const pause = isPaused ? { output: 'tmas', reason: '', actor: 'test', at: 0 } : null;
  return {
    output: { id: 'tmas', isHeld, pause, takesWholeHours: changed.takesWholeHours ?? false },
    location: { id, connection, status, change: null, grain: changed.grain ?? 60, isFed: changed.isFed ?? true },
    lacking: 0,
    dead: 0,
    waitingSince: null,
    deliveredTo: changed.deliveredTo === null ? null : Date.parse('2026-05-14T13:00:00Z') + HOUR,
  };
}

function standingsOf(deliveries: readonly DeliveryState[]): StandingsReader {
  return new (class extends StandingsReader {
    override read(): Promise<DeliveryStandings> {
      return Promise.resolve({ outputs: [], locations: [], deliveries, waived: [] });
    }
  })({ store: undefined as never, clock: { now: () => 0 }, outputs: [] });
}
