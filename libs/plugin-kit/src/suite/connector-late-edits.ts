import { describe, expect, it } from '@jest/globals';
import type { ShiftRecord } from '../contract/record.js';
import type { Edits } from './connector-subject.js';
import { read, recordsOf, saleIds, spanOf, textOf, type Stage } from './connector-stage.js';

const SECOND = 1_000;

/** Run last: these checks edit the records that the others expect. */
export function describeLateEdits(stage: () => Stage): void {
  describe('late edits', () => {
    it('K18 shows a sale voided later', async () => {
      const sale = stage().pos.sales.find((one) => one.state === 'completed');
      if (!(await edited(stage(), 'voidSale', (edit) => edit(sale?.id ?? '')))) return;

      const after = await stage().connector.lookUpSales(stage().host().context, [sale?.id ?? '']);

      expect(after.map((one) => one.state)).toEqual(['voided']);
    });

    it('K18 shows a sale moved to another time', async () => {
      const sale = stage().pos.sales.findLast((one) => one.state === 'completed');
      const earlier = textOf(Date.parse(sale?.completedAt ?? '') - 60 * SECOND);
      if (!(await edited(stage(), 'moveSale', (edit) => edit(sale?.id ?? '', earlier)))) return;

      const at = Date.parse(earlier);

      expect(await saleIds(stage(), spanOf(at, at + SECOND))).toContain(sale?.id);
    });

    it('K18 no longer gives a sale deleted later, in a span or by its id', async () => {
      const sale = stage().pos.sales.at(2);
      if (!(await edited(stage(), 'deleteSale', (edit) => edit(sale?.id ?? '')))) return;

      expect(await saleIds(stage(), stage().pos.span)).not.toContain(sale?.id);
      expect(await stage().connector.lookUpSales(stage().host().context, [sale?.id ?? ''])).toEqual([]);
    });

    it('K18 shows the end of a shift that was open', async () => {
      const shift = stage().pos.shifts.find((one) => one.end === null);
      const end = textOf(Date.parse(shift?.start ?? '') + 90 * 60 * SECOND);
      if (!(await edited(stage(), 'endShift', (edit) => edit(shift?.id ?? '', end)))) return;

      const shifts = (await recordsOf(read(stage(), 'shifts', stage().host()))) as ShiftRecord[];

      expect(shifts.find((one) => one.id === shift?.id)?.end).toBe(end);
    });

    it('K18 no longer gives a shift deleted later, in a span or by its id', async () => {
      const shift = stage().pos.shifts.find((one) => one.end !== null);
      if (!(await edited(stage(), 'deleteShift', (edit) => edit(shift?.id ?? '')))) return;

      const shifts = await recordsOf(read(stage(), 'shifts', stage().host()));

      expect(shifts.map((one) => one.id)).not.toContain(shift?.id);
      expect(await stage().connector.lookUpShifts(stage().host().context, [shift?.id ?? ''])).toEqual([]);
    });
  });
}

/** Whether the POS lets that be edited; says so where it does not. */
async function edited<K extends keyof Edits>(
  stage: Stage,
  name: K,
  make: (edit: Edits[K]) => Promise<void>,
): Promise<boolean> {
  const edit = stage.pos.edits[name];
  if (edit === undefined) {
    console.warn(`K18 skipped: ${stage.subject.name} lets nobody ${name}`);
    return false;
  }
  await make(edit);
  return true;
}
