import { instantText } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { revisionNames } from './file-name.js';
import { manifestName, type FileManifest } from './file-manifest.js';
import { findManifest, type Folder } from './folder.js';
import type { CsvSettings } from './settings.js';

/** What the folder shows to have been handed over of a location-day under other revisions. */
export interface HandedOver {
  readonly newestRevision: number;
  /** UTC starts of cells. */
  readonly cells: ReadonlySet<string>;
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
    const revision = pattern.exec(name.slice(0, -manifestName('').length))?.[1];
    if (revision === undefined || Number(revision) === day.revision) continue;
    const manifest = await findManifest(folder, name);
    if (manifest?.location === day.location && manifest.date === day.date) manifests.push(manifest);
  }
  return {
    newestRevision: Math.max(0, ...manifests.map(({ revision }) => revision)),
    cells: new Set(manifests.flatMap(({ cells }) => cells ?? [])),
  };
}

export function withoutHandedOver(day: LocationDay, handed: HandedOver): LocationDay {
  return { ...day, cells: day.cells.filter((cell) => !handed.cells.has(instantText(cell.start))) };
}

/** By halving, since a folder of such files grows by one an hour and location. */
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
