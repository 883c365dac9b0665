import { expect, it } from '@jest/globals';
import type { LocationStatus } from '@tillbridge/domain';
import { addStatusChange, wantResend } from '@tillbridge/store';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-06-20' };
const BOTH = { from: '2026-05-13', to: '2026-05-14' };

interface Word {
  readonly status: LocationStatus;
  readonly effectiveDate: string;
  readonly deliverMissed?: boolean;
}

async function say(workplace: Workplace, { status, effectiveDate, deliverMissed }: Word): Promise<void> {
  await workplace.inStore((store) =>
    store.transaction(null, (session) =>
      addStatusChange(session, {
        id: `${status} ${effectiveDate}`,
        location: '0002',
        status,
        effectiveDate,
        reason: 'water damage',
        actor: 'test',
        deliverMissed: deliverMissed ?? null,
        at: workplace.simulator.now(),
      }),
    ),
  );
}

function datesOf(workplace: Workplace, location: string): string[] {
  const rows = workplace.rows().filter((row) => row['Location ID'] === location);
  return [...new Set(rows.map((row) => row['Date & Time'] ?? ''))];
}

describeOnBothDatabases('a location that is not operational', (workplaces) => {
  async function closed(): Promise<Workplace> {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync({ from: '2026-05-13', to: '2026-05-13' });
    await say(workplace, { status: 'temporarily_closed', effectiveDate: '2026-05-14' });
    return workplace;
  }

  it('is read and tallied, and nothing of it is sent', async () => {
    const workplace = await closed();

    const outcome = await workplace.sync(BOTH);

    expect(outcome.deliveries[0]).toMatchObject({ keptBack: { not_operational: 1, waived: 0 }, failed: [] });
    expect(datesOf(workplace, '0002')).toEqual(['2026-05-13']);
    expect((await workplace.days()).get('0002 2026-05-14')).toMatchObject({ revision: 1 });
    expect(datesOf(workplace, '0001')).toEqual(['2026-05-13', '2026-05-14']);
  });

  it('is sent what was missed once it is operational again', async () => {
    const workplace = await closed();
    await workplace.sync(BOTH);
    await say(workplace, { status: 'operational', effectiveDate: '2026-05-15', deliverMissed: true });

    await workplace.sync(BOTH);

    expect(differences(workplace, BOTH)).toEqual([]);
  });

  it('keeps what was missed away when a person says so, until it is sent again by hand', async () => {
    const workplace = await closed();
    await workplace.sync(BOTH);
    await say(workplace, { status: 'operational', effectiveDate: '2026-05-15', deliverMissed: false });

    const waived = await workplace.sync(BOTH);
    const dates = datesOf(workplace, '0002');
    await workplace.inStore((store) =>
      store.transaction(null, (session) => wantResend(session, 'tmas', [{ location: '0002', date: '2026-05-14' }])),
    );
    const replayed = await workplace.sync(BOTH);

    expect(waived.deliveries[0]?.keptBack).toEqual({ not_operational: 0, waived: 1, waiting: 0 });
    expect(dates).toEqual(['2026-05-13']);
    expect(replayed.deliveries[0]).toMatchObject({ accepted: 1, keptBack: { waived: 0 } });
    expect(differences(workplace, BOTH)).toEqual([]);
  });
});
