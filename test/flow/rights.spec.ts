import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences, wantedFigures } from '../support/truth.ts';

const WINDOW = { from: '2026-05-12', to: '2026-05-13' };

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };

describeOnBothDatabases('a right that is missing', (workplaces) => {
  it('for clock-ins alone leaves staff hours empty, and they are filled once it is given', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'forbidden', entity: 'EmployeeHours', times: null });

    const refused = await workplace.sync(WINDOW);
    const without = workplace.figures();
    workplace.simulator.control('reset');
    const granted = await workplace.sync(WINDOW);

    expect(refused.sync.causes).toEqual([expect.objectContaining({ code: 'permission.missing', stream: 'shifts' })]);
    const salesOnly = [...wantedFigures(workplace, WINDOW)].map(([key, text]) => [key, text.replace(/[^,]*$/, '')]);
    expect(without).toEqual(new Map(salesOnly as Array<[string, string]>));
    expect(granted.sync.causes).toEqual([]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('for clock-ins that were known keeps what was known', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const before = workplace.bytes();
    workplace.simulator.control('faults', { kind: 'forbidden', entity: 'EmployeeHours', times: null });

    const outcome = await workplace.sync(WINDOW);

    expect(outcome.sync.causes.map(({ code }) => code)).toEqual(['permission.missing']);
    expect(workplace.bytes()).toEqual(before);
  });

  it('for sales leaves every figure as it is', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const before = workplace.bytes();
    workplace.simulator.control('faults', { kind: 'forbidden', path: '/Sale.json', times: null });

    const outcome = await workplace.sync({ ...WINDOW, to: '2026-05-14' });

    expect(outcome.sync.causes.map(({ code, stream }) => `${code} ${stream}`)).toEqual(['permission.missing sales']);
    expect(outcome.sync.streams.map(({ complete }) => complete)).toEqual([false, true]);
    expect(workplace.bytes()).toEqual(before);
  });
});

describeOnBothDatabases('a POS that fails', (workplaces) => {
  it.each([
    ['server errors', { kind: 'serverError', times: null }],
    ['an HTML page', { kind: 'htmlPage', times: null }],
    ['truncated JSON', { kind: 'truncate', times: null }],
    ['a link to another host', { kind: 'foreignNext', host: 'http://127.0.0.1:9', times: null }],
  ])('with %s loses nothing, and the next run has it all', async (_, fault) => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync({ from: '2026-05-12', to: '2026-05-12' });
    const before = workplace.bytes();
    workplace.simulator.control('faults', { ...fault, path: '/Sale.json' });

    const failed = await workplace.sync(WINDOW);
    const between = workplace.bytes();
    workplace.simulator.control('reset');
    const next = await workplace.sync(WINDOW);

    expect(failed.sync.causes.length).toBeGreaterThan(0);
    expect(failed.sync.streams[0]).toMatchObject({ stream: 'sales', complete: false });
    expect([...before].filter(([path, bytes]) => path.endsWith('.csv') && between.get(path) !== bytes)).toEqual([]);
    expect(next.sync.causes).toEqual([]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });
});
