import { expect, it } from '@jest/globals';
import { DAY } from '@tillbridge/domain';
import { NO_METERS } from '@tillbridge/observability';
import type { Settings } from '@tillbridge/settings';
import { declareConnection, declareLocations, saveZone, statusChanges, type Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { ChangeLog } from '../audit/change-log.js';
import type { AdminScope } from '../scope.js';
import { type StatusRequest, StatusesService } from './statuses.service.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const AUTHOR = { actor: 'cli:ann', reason: null, requestId: null };

/** A person who sets the status of one location, at a time of day of a hand-set clock. */
class Person {
  private constructor(
    private readonly store: Store,
    private readonly service: StatusesService,
    readonly clock: { at: number },
  ) {}

  static async of(store: Store): Promise<Person> {
    await store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'acme', connector: 'c', label: 'Acme', active: true }, NOW);
      const location = { id: '0001', shop: '1', name: null, region: null, currency: null, rules: '' };
      await declareLocations(session, 'acme', [{ ...location, status: 'operational', from: null, to: null }]);
      await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
    });
    const clock = { at: NOW };
    const times = { now: () => clock.at };
    const settings = { connections: [] } as unknown as Settings;
    const scope = { store, clock: times, settings, changes: new ChangeLog(store, { clock: times, meters: NO_METERS }) };
    return new Person(store, new StatusesService(scope as unknown as AdminScope), clock);
  }

  set(request: Partial<StatusRequest>) {
    const usual = { locations: ['0001'], connection: null, reason: 'repairs', from: null, deliverMissed: null };
    return this.service.set({ ...usual, status: 'operational', ...request }, AUTHOR);
  }

  async missed(): Promise<Array<boolean | null> | undefined> {
    return (await statusChanges(this.store.read)).get('0001')?.map((change) => change.deliverMissed);
  }
}

describeOnBothStores('a status', (stores) => {
  it('said again on the same date says anew whether the missed days go out, or leaves it as it was said', async () => {
    const person = await Person.of(await stores.open());
    await person.set({ status: 'closed' });
    person.clock.at += 3 * DAY;

    await person.set({ deliverMissed: false });
    await person.set({});
    await person.set({ deliverMissed: true });
    person.clock.at += DAY;
    await person.set({ deliverMissed: false });

    expect(await person.missed()).toEqual([null, false, false, true, null]);
  });

  it('taken back on its own date missed no day, so nothing has to be said of missed days', async () => {
    const person = await Person.of(await stores.open());
    await person.set({ status: 'closed' });

    await person.set({});
    await person.set({ status: 'temporarily_closed' });
    await person.set({ deliverMissed: false });

    expect(await person.missed()).toEqual([null, null, null, null]);
  });

  it('taken back on the date on which the location was opened again leaves what was said of the days before', async () => {
    const person = await Person.of(await stores.open());
    await person.set({ status: 'closed' });
    person.clock.at += 3 * DAY;
    await person.set({ deliverMissed: false });

    await person.set({ status: 'temporarily_closed' });
    await person.set({});

    expect(await person.missed()).toEqual([null, false, null, false]);
  });

  it('that ends days of which nothing was delivered must say what becomes of them', async () => {
    const person = await Person.of(await stores.open());
    await person.set({ status: 'closed' });
    person.clock.at += DAY;

    const said = person.set({});

    await expect(said).rejects.toMatchObject({ problems: [{ code: 'locations.deliver_missed_missing' }] });
  });

  it('tells until when it holds where another one was set for a later date', async () => {
    const person = await Person.of(await stores.open());
    await person.set({ status: 'closed', from: '2026-06-01' });

    const [earlier] = await person.set({ status: 'temporarily_closed', from: '2026-05-10' });
    const [last] = await person.set({ status: 'pending_setup', from: '2026-07-01' });

    expect(earlier).toMatchObject({ followedBy: { status: 'closed', from: '2026-06-01' } });
    expect(last).toMatchObject({ followedBy: null });
  });
});
