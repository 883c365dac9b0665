import { expect, test } from '@jest/globals';
import { correctedDay, sampleCell, sampleDay } from './output-days.js';
import { expectedRows } from './output-receiver.js';
import { contextOf, rowsOf, type OutputStage } from './output-stage.js';

export function describeEffects(current: () => OutputStage): void {
  test('every figure of every hour arrives as it was delivered', async () => {
    const { output, receiver } = current();
    const days = [
      sampleDay(),
      sampleDay({ location: '0002', cells: [sampleCell(0, { sales: '-0.01' }), sampleCell(23)] }),
    ];

    await output.deliver(contextOf(receiver), days);

    expect(await rowsOf(receiver)).toEqual(expectedRows(days));
  });

  test('the same delivery twice has one effect', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    const again = await output.deliver(contextOf(receiver), [sampleDay()]);

    expect(again.map(({ status }) => status)).not.toContain('refused');
    expect(await rowsOf(receiver)).toEqual(expectedRows([sampleDay()]));
  });

  test('unknown staff hours arrive as unknown and never as 0', async () => {
    const { output, receiver } = current();
    const cells = [sampleCell(9, { staffSeconds: null }), sampleCell(10, { staffSeconds: 0 })];

    await output.deliver(contextOf(receiver), [sampleDay({ cells })]);

    expect((await rowsOf(receiver)).map(({ staffHours }) => staffHours)).toEqual([null, '0']);
  });

  test('an hour without sales arrives as zeros, an hour that is not there does not arrive', async () => {
    const { output, receiver } = current();
    const day = sampleDay({ cells: [sampleCell(9, { sales: '0', transactions: 0, items: '0' }), sampleCell(11)] });

    await output.deliver(contextOf(receiver), [day]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([day]));
  });
}

export function describeRevisions(current: () => OutputStage): void {
  test('a correction replaces what was delivered before', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    await output.deliver(contextOf(receiver), [correctedDay()]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('an older revision that comes after a newer one changes nothing', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [correctedDay()]);

    const [late] = await output.deliver(contextOf(receiver), [sampleDay()]);

    expect(late?.status).toBe('unchanged');
    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('of two revisions of a day in one call the newer one stands, in whichever order they come', async () => {
    const { output, receiver } = current();

    await output.deliver(contextOf(receiver), [sampleDay(), correctedDay(), sampleDay()]);

    expect(await rowsOf(receiver)).toEqual(expectedRows([correctedDay()]));
  });

  test('a withdrawn hour stays visible, emptied or marked', async () => {
    const { output, receiver } = current();
    await output.deliver(contextOf(receiver), [sampleDay()]);

    await output.deliver(contextOf(receiver), [correctedDay({ withdrawn: true })]);

    const row = (await rowsOf(receiver)).find(({ minuteOfDay }) => minuteOfDay === 600);
    expect(row).toBeDefined();
    const emptied = row?.sales === '0' && row.transactions === 0 && row.items === '0';
    expect(row?.withdrawn === true || emptied).toBe(true);
  });
}
