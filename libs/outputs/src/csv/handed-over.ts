import { instantText } from '@tillbridge/domain';
import type { HandedOverCell, LocationDay } from '@tillbridge/plugin-kit';
import { revisionNames } from './file-name.js';
import { manifestName, type FileManifest } from './file-manifest.js';
import { findManifest, type Folder } from './folder.js';
import type { CsvSettings } from './settings.js';

/** What the folder shows to have been handed over of a location-day. */
export interface HandedOver {
  /** Of its other revisions; 0 where there is none. */
  readonly newestRevision: number;
  /** The revision with which each cell went, by its UTC start. */
  readonly cells: ReadonlyMap<string, number>;
}

/**
 * For a receiver that adds: a sender that was killed after its file was announced and before it could note so must not
 * hand the same hours over again under the day's next revision. The manifests remember.
 */
export async function handedOver(
  folder: Folder,
  day: LocationDay,
  sender: { readonly output: string; readonly settings: CsvSettings },
): Promise<HandedOver> {
  const { prefix, pattern } = revisionNames(day, sender.output, sender.settings);
  const manifests: FileManifest[] = [];
  for (const name of namesWith(prefix, folder.sortedManifestNames)) {
    if (!pattern.test(name.slice(0, -manifestName('').length))) continue;
    const manifest = await findManifest(folder, name);
    if (manifest?.location === day.location && manifest.date === day.date) manifests.push(manifest);
  }
  const others = manifests.map(({ revision }) => revision).filter((revision) => revision !== day.revision);
  // The oldest last, so that it stands: what came first is what the receiver took.
  const byAge = manifests.toSorted((left, right) => right.revision - left.revision);
  return {
    newestRevision: Math.max(0, ...others),
    cells: new Map(byAge.flatMap(({ cells, revision }) => (cells ?? []).map((start) => [start, revision] as const))),
  };
}

/** What went with this very revision stays: its file is compared with the one that is there. */
export function withoutHandedOver(day: LocationDay, handed: HandedOver): LocationDay {
  const isNew = (start: string): boolean => (handed.cells.get(start) ?? day.revision) === day.revision;
  return { ...day, cells: day.cells.filter((cell) => isNew(instantText(cell.start))) };
}

/** All that the receiver has been handed once `sent` stands there too. */
export function cellsHandedOver(handed: HandedOver, sent: LocationDay): HandedOverCell[] {
  const cells = new Map([
    ...[...handed.cells].map(([start, revision]) => [Date.parse(start), revision] as const),
    ...sent.cells.map((cell) => [cell.start, sent.revision] as const),
  ]);
  return [...cells].map(([start, revision]) => ({ start, revision })).toSorted((a, b) => a.start - b.start);
}

/** Binary search, since such a folder grows by one file for each hour and location. */
function namesWith(prefix: string, sorted: readonly string[]): readonly string[] {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < prefix) from = middle + 1;
    else to = middle;
  }
  const found: string[] = [];
  for (let index = from; sorted[index]?.startsWith(prefix); index++) found.push(sorted[index] ?? '');
  return found;
}
