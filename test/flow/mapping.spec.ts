import { expect, it } from '@jest/globals';
import { sayProblem } from '@tillbridge/domain';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences, wantedFigures } from '../support/truth.ts';

const WINDOW = { from: '2026-05-12', to: '2026-05-13' };
const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };

function locations(...rows: ReadonlyArray<readonly [string, string, string?]>): string {
  const lines = rows.map(
    ([shop, location, more = '']) => `      - { posId: "${shop}", locationId: "${location}"${more} }`,
  );
  return `\n${lines.join('\n')}\n`;
}

describeOnBothDatabases('a mapping', (workplaces) => {
  it('to a shop that the POS does not know stops no other, and figures appear once it is corrected', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: locations(['1', '0001'], ['77', '0002']) });

    const outcome = await workplace.sync(WINDOW);
    const wrong = differences(workplace, { ...WINDOW, shops: { '0001': ['1'] } });
    workplace.reconfigure({ locations: locations(['1', '0001'], ['2', '0002']) });
    const next = await workplace.sync(WINDOW);

    expect(outcome.sync.problems.map(({ code }) => code)).toEqual(['sync.shop_unknown']);
    expect(outcome.sync.problems.map((problem) => sayProblem(problem).what).join()).toContain('77');
    expect(wrong).toEqual([]);
    expect(next.sync.problems).toEqual([]);
    expect(differences(workplace, { ...WINDOW, shops: { '0001': ['1'], '0002': ['2'] } })).toEqual([]);
  });

  it('that is moved takes the figures of the old id back and gives them to the new one', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: locations(['1', '0001'], ['2', '0002']) });
    await workplace.sync(WINDOW);
    const before = workplace.figures();
    workplace.reconfigure({ locations: locations(['1', '0009'], ['2', '0002']) });

    await workplace.sync({ from: '2026-05-13', to: '2026-05-13' });

    const after = workplace.figures();
    const ofOld = [...after].filter(([key]) => key.startsWith('0001'));
    expect(ofOld).toHaveLength(48);
    expect(new Set(ofOld.map(([, text]) => text))).toEqual(new Set(['0.00,0,0,0.00']));
    for (const [key, text] of before) expect(after.get(key.replace(/^0001/, '0009'))).toBe(text);
    expect(wantedFigures(workplace, { ...WINDOW, shops: { '0009': ['1'], '0002': ['2'] } })).toEqual(
      new Map([...after].filter(([key]) => !key.startsWith('0001'))),
    );
  });

  it('to a shop that the POS no longer lists keeps its figures, and says so', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: locations(['1', '0001'], ['2', '0002']) });
    await workplace.sync(WINDOW);
    const before = workplace.bytes();
    workplace.simulator.control('shops/delete', { shopID: 2 });

    const outcome = await workplace.sync({ ...WINDOW, acceptVanished: true });

    expect(outcome.sync.problems.map(({ code }) => code)).toEqual(['sync.shop_unknown']);
    expect(outcome.sync.causes).toEqual([]);
    expect(workplace.bytes()).toEqual(before);
  });

  it('of two shops to one location adds them up', async () => {
    const workplace = await workplaces.open({
      ...ACCOUNT,
      zones: ['America/Toronto', 'America/Toronto', 'US/Pacific'],
    });
    workplace.reconfigure({ locations: locations(['1', '0001'], ['2', '0001'], ['3', '0003']) });

    await workplace.sync(WINDOW);

    expect(differences(workplace, { ...WINDOW, shops: { '0001': ['1', '2'], '0003': ['3'] } })).toEqual([]);
  });

  it('of two shops in different zones folds both in the zone of the first, and keeps to it', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: locations(['1', '0001'], ['3', '0001']) });
    await workplace.sync(WINDOW);
    const [bytes, days] = [workplace.bytes(), await workplace.days()];

    await workplace.sync(WINDOW);
    await workplace.sync(WINDOW);

    expect(new Set([...days.values()].map(({ timeZone }) => timeZone))).toEqual(new Set(['America/Toronto']));
    expect(workplace.bytes()).toEqual(bytes);
    expect(await workplace.days()).toEqual(days);
  });

  it('that comes later counts the sales that were kept meanwhile', async () => {
    const zones = ['America/Toronto', 'America/Toronto', 'America/Toronto'];
    const workplace = await workplaces.open({ ...ACCOUNT, zones, locations: locations(['1', '0001']) });
    await workplace.sync(WINDOW);
    const requests = workplace.simulator.requests().length;
    workplace.reconfigure({ locations: locations(['1', '0001'], ['2', '0002'], ['3', '0003']) });

    const outcome = await workplace.sync({ from: '2026-05-13', to: '2026-05-13' });

    expect(outcome.sync.streams.map(({ changed }) => changed)).toEqual([0, 0]);
    expect(workplace.simulator.requests().length).toBeGreaterThan(requests);
    const wanted = wantedFigures(workplace, WINDOW);
    const found = workplace.figures();
    expect([...wanted].filter(([key, text]) => key.slice(5, 15) === '2026-05-13' && found.get(key) !== text)).toEqual(
      [],
    );
    await workplace.sync(WINDOW);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('that ends on a date withdraws the days after it', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: locations(['1', '0001']) });
    await workplace.sync(WINDOW);
    const before = workplace.figures();
    workplace.reconfigure({
      locations: locations(['1', '0001', ', to: "2026-05-12"'], ['1', '0007', ', from: "2026-05-13"']),
    });

    await workplace.sync(WINDOW);
    const days = await workplace.days();
    await workplace.sync(WINDOW);

    const after = workplace.figures();
    for (const [key, text] of before) {
      if (key.includes('05-12')) expect(after.get(key)).toBe(text);
      else expect([after.get(key), after.get(key.replace(/^0001/, '0007'))]).toEqual(['0.00,0,0,0.00', text]);
    }
    expect([...after.keys()].filter((key) => key.startsWith('0007 2026-05-12'))).toEqual([]);
    expect(await workplace.days()).toEqual(days);
  });
});
