import { describe, expect, it } from '@jest/globals';
import { type DeliveryState, type DeliveryStandings, StandingsReader } from '@tillbridge/delivery';
import { HOUR } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';
import { declareConnection } from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
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
    const settings = { connections: [aConnection()] };
    const series: string[] = [];

    await deadlineSources({ store, settings, standings })['deadlines']?.collect({
      set: ({ name }, labels, value) => void series.push([name, ...Object.values(labels), value].join(' ')),
    });

    const at = Date.parse('2026-05-14T16:12:00Z') / 1000;
    expect(series).toEqual([`tillbridge_delivery_deadline_timestamp_seconds 0001 tmas ${at}`]);
  });
});

function aConnection() {
  const rest = { label: 'Acme', connector: 'fake', active: true, settings: {}, locations: [], tallies: {} };
  return { ...rest, id: 'acme', schedule: HOURLY };
}

interface Changed {
  readonly status?: 'closed';
  readonly active?: boolean;
  readonly isHeld?: boolean;
  readonly isPaused?: boolean;
  readonly deliveredTo?: null;
  readonly isFed?: false;
}

function aDelivery(id: string, changed: Changed): DeliveryState {
  const { status = 'operational', active = true, isHeld = false, isPaused = false } = changed;
  const authorization = { authorization: 'valid' as const, cause: null, authorizationAt: 0 };
  const connection = { id: 'acme', connector: 'fake', label: 'Acme', active, ...authorization };
  const pause = isPaused ? { output: 'tmas', reason: '', actor: 'test', at: 0 } : null;
  return {
    output: { id: 'tmas', isHeld, pause },
    location: { id, connection, status, change: null, grain: 60, isFed: changed.isFed ?? true },
    lacking: 0,
    dead: 0,
    waitingSince: null,
    deliveredTo: changed.deliveredTo === null ? null : Date.parse('2026-05-14T13:00:00Z') + HOUR,
  };
}

function standingsOf(deliveries: readonly DeliveryState[]): StandingsReader {
  return new (class extends StandingsReader {
    override read(): Promise<DeliveryStandings> {
      return Promise.resolve({ outputs: [], locations: [], deliveries });
    }
  })({ store: undefined as never, clock: { now: () => 0 }, outputs: [] });
}
