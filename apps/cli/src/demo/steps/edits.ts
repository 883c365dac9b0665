import type { RunningSimulator, Window } from '../processes/simulator.js';

/** What somebody in a store does to a record afterwards. */
export interface Edit {
  readonly kind: 'void' | 'refund' | 'backdate' | 'deleteShift';
  /** Where that record is found. */
  readonly window: Window;
  /** Of a refund and of a sale that is back-dated: the instant that it has then. */
  readonly completeTime?: string;
}

export interface MadeEdit extends Edit {
  /** Of the sale or shift, at the POS. */
  readonly id: number;
}

const EDITS: readonly Edit[] = [
  { kind: 'void', window: { shop: '1', from: '2026-11-02T19:00:00Z', to: '2026-11-02T22:00:00Z' } },
  {
    kind: 'refund',
    window: { shop: '1', from: '2026-11-03T16:00:00Z', to: '2026-11-03T20:00:00Z' },
    completeTime: '2026-11-04T17:30:00Z',
  },
  {
    kind: 'backdate',
    window: { shop: '3', from: '2026-10-27T20:00:00Z', to: '2026-10-28T00:00:00Z' },
    completeTime: '2026-10-25T18:30:00Z',
  },
  { kind: 'deleteShift', window: { shop: '2', from: '2026-11-01T10:00:00Z', to: '2026-11-01T16:00:00Z' } },
];

export async function makeEdits(simulator: RunningSimulator): Promise<readonly MadeEdit[]> {
  const made: MadeEdit[] = [];
  for (const edit of EDITS) {
    const stream = edit.kind === 'deleteShift' ? 'shifts' : 'sales';
    const record = (await simulator.records(stream, edit.window)).find(({ kind }) => kind === 'normal');
    const id = record?.saleID ?? record?.employeeHoursID;
    if (id === undefined) throw new Error(`the simulated account has no ${stream} to edit from ${edit.window.from} on`);
    await make(simulator, { ...edit, id });
    made.push({ ...edit, id });
  }
  return made;
}

function make(simulator: RunningSimulator, { kind, completeTime, id }: MadeEdit): Promise<void> {
  if (kind === 'deleteShift') return simulator.act('shifts/delete', { employeeHoursID: id });
  if (kind === 'void') return simulator.act('sales/void', { saleID: id });
  return simulator.act(`sales/${kind}`, { saleID: id, completeTime });
}
