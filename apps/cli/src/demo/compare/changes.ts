import type { HeldCell, HeldOutput } from '../outputs/held.js';
import type { Truth } from './truth.js';
import { wantedCells, type WantedCells } from './wanted.js';

export interface ChangedCell {
  readonly name: string;
  /** `-` where it was not there before. */
  readonly before: string;
  readonly after: string;
  readonly revisionBefore: number;
  readonly revisionAfter: number;
}

/** Cells of one output that are not as they were. A day's revision alone makes no change of its cells. */
export function changesBetween(before: HeldOutput, after: HeldOutput): ChangedCell[] {
  const names = [...new Set([...before.cells.keys(), ...after.cells.keys()])].toSorted();
  return names.flatMap((name) => {
    const change = changeOf(name, before.cells.get(name) ?? [], after.cells.get(name) ?? []);
    const isNew = after.keyedBy === 'instant' && change.revisionBefore !== change.revisionAfter;
    return change.before !== change.after || isNew ? [change] : [];
  });
}

function changeOf(name: string, before: readonly HeldCell[], after: readonly HeldCell[]): ChangedCell {
  const text = (cells: readonly HeldCell[]): string => cells.map(({ figures }) => figures).join(' | ') || '-';
  const revision = (cells: readonly HeldCell[]): number => Math.max(0, ...cells.map(({ revision }) => revision));
  return {
    name,
    before: text(before),
    after: text(after),
    revisionBefore: revision(before),
    revisionAfter: revision(after),
  };
}

export interface JudgedChanges {
  readonly output: string;
  readonly wanted: number;
  readonly changed: readonly ChangedCell[];
  readonly faults: readonly ChangeFault[];
}

export interface ChangeFault {
  readonly output: string;
  /** Of the cell. */
  readonly name: string;
  /**
   * `unchanged`: it should have changed; `unasked`: it should not have; `oldRevision`: it has, but its revision is not
   * higher.
   */
  readonly why: 'unchanged' | 'unasked' | 'oldRevision';
}

/** Exactly the cells that changed at the POS must have changed in the output, each at a higher revision. */
export function judgeChanges(
  truth: { readonly before: Truth; readonly after: Truth },
  held: { readonly before: HeldOutput; readonly after: HeldOutput },
): JudgedChanges {
  const { output, keyedBy } = held.after;
  const wanted = changedNames(wantedCells(truth.before.cells, keyedBy), wantedCells(truth.after.cells, keyedBy), {
    // Files for TMAS have no revision a row: a change below what is written shows nowhere in them.
    by: keyedBy === 'instant' ? 'exact' : 'figures',
  });
  const changed = changesBetween(held.before, held.after);
  const found = new Set(changed.map(({ name }) => name));
  const faultsOf = (why: ChangeFault['why'], names: readonly string[]): ChangeFault[] =>
    names.map((name) => ({ output, name, why }));
  const isOld = ({ revisionBefore, revisionAfter }: ChangedCell): boolean => revisionAfter <= revisionBefore;
  const faults = [
    ...faultsOf(
      'unchanged',
      [...wanted].filter((name) => !found.has(name)),
    ),
    ...faultsOf(
      'unasked',
      [...found].filter((name) => !wanted.has(name)),
    ),
    ...faultsOf(
      'oldRevision',
      changed.filter(isOld).map(({ name }) => name),
    ),
  ];
  return { output, wanted: wanted.size, changed, faults };
}

function changedNames(before: WantedCells, after: WantedCells, { by }: { by: 'exact' | 'figures' }): Set<string> {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return new Set(names.filter((name) => before.get(name)?.[by] !== after.get(name)?.[by]));
}
