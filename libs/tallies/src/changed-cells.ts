import type { Cell, Figures } from '@tillbridge/domain';
import type { CellRevision, LocationDayKey, StoredCell } from '@tillbridge/store';

export interface CellChanges {
  /** Cells to write, without the revision that they will carry. */
  readonly cells: ReadonlyArray<Omit<StoredCell, 'revision'>>;
  readonly history: ReadonlyArray<Omit<CellRevision, 'revision' | 'trigger'>>;
}

/**
 * What a fold changes against the cells that stand. A cell that no longer comes out is withdrawn, never deleted: it may
 * have been delivered. Nothing changed means no new revision.
 */
export function changedCells(key: LocationDayKey, before: readonly StoredCell[], after: readonly Cell[]): CellChanges {
  const standing = new Map(before.map((cell) => [cell.start, cell]));
  const folded = new Set(after.map((cell) => cell.start));
  const written = after
    .filter((cell) => !isSame(standing.get(cell.start), cell))
    .map((cell) => ({ ...cell, location: key.location, withdrawn: false }));
  const withdrawn = before.filter((cell) => !cell.withdrawn && !folded.has(cell.start)).map(withoutFigures);
  const cells = [...written, ...withdrawn];
  return {
    cells,
    history: cells.map((cell) => ({
      ...key,
      start: cell.start,
      before: figuresText(standing.get(cell.start)),
      after: cell.withdrawn ? null : figuresText(cell),
    })),
  };
}

function isSame(standing: StoredCell | undefined, cell: Cell): boolean {
  return (
    standing !== undefined &&
    !standing.withdrawn &&
    standing.sales === cell.sales &&
    standing.transactions === cell.transactions &&
    standing.items === cell.items &&
    standing.staffSeconds === cell.staffSeconds &&
    standing.coveredTo === cell.coveredTo &&
    standing.end === cell.end
  );
}

/** Staff hours that were known become zero, for they may have been delivered; unknown ones stay unknown (I7). */
function withoutFigures({ revision: _revision, ...cell }: StoredCell): Omit<StoredCell, 'revision'> {
  const staffSeconds = cell.staffSeconds === null ? null : 0;
  return { ...cell, sales: '0', transactions: 0, items: '0', staffSeconds, withdrawn: true };
}

function figuresText(figures: (Figures & { readonly withdrawn?: boolean }) | undefined): string | null {
  if (figures === undefined || figures.withdrawn === true) return null;
  const { sales, transactions, items, staffSeconds } = figures;
  return JSON.stringify({ sales, transactions, items, staffSeconds });
}
