import type { Cause, LocationDay } from '@tillbridge/plugin-kit';
import { causeFrom } from '../problem-cause.js';
import type { FileManifest } from './file-manifest.js';
import type { FoundFile } from './folder.js';
import type { Payload } from './payload.js';
import type { CsvSettings } from './settings.js';

export type Decision =
  | { readonly action: 'publish'; readonly content: boolean; readonly announcement: boolean }
  | { readonly action: 'leave' }
  | { readonly action: 'refuse'; readonly cause: Cause };

export interface Situation {
  readonly output: string;
  readonly day: LocationDay;
  readonly payload: Payload;
  readonly path: string;
  readonly found: FoundFile;
  readonly settings: CsvSettings;
}

/** What to do with one location-day, given what stands in the folder. Pure. */
export function decide(situation: Situation): Decision {
  const { day, path, found, settings } = situation;
  const { manifest } = found;
  if (manifest !== null && !isOurs(manifest, situation)) {
    const { layout: heldLayout, location, date } = manifest;
    return {
      action: 'refuse',
      cause: causeFrom('settings.invalid', 'csv.name_taken', { path, heldLayout, location, date }),
    };
  }
  // I3: an older revision that arrives late changes nothing.
  if (manifest !== null && manifest.revision > day.revision) return { action: 'leave' };
  return settings.repeat === 'adds' ? decideOnce(situation) : decideAgain(situation);
}

/** Where the receiver overwrites: whatever somebody did to the file meanwhile, it ends as this revision says. */
function decideAgain({ day, payload, found }: Situation): Decision {
  const content = found.bytes === null || !Buffer.from(payload.bytes).equals(found.bytes);
  const announced =
    found.manifest?.revision === day.revision &&
    found.manifest.sha256 === payload.sha256 &&
    found.manifest.messageId === day.messageId;
  return content || !announced ? { action: 'publish', content, announcement: !announced } : { action: 'leave' };
}

/**
 * Where the receiver adds: a file that was announced is handed over, even where its receiver has taken it away since.
 */
function decideOnce({ payload, path, found }: Situation): Decision {
  const same = (found.manifest?.sha256 ?? payload.sha256) === payload.sha256;
  const untouched = found.bytes === null || Buffer.from(payload.bytes).equals(found.bytes);
  if (found.manifest !== null && same) return { action: 'leave' };
  if (!same || !untouched) {
    return { action: 'refuse', cause: causeFrom('output.refused', 'csv.handed_over', { path }) };
  }
  return { action: 'publish', content: found.bytes === null, announcement: true };
}

/** An output may change its own layout, but two outputs that share a name would rewrite each other for ever. */
function isOurs(manifest: FileManifest, { day, output, settings }: Situation): boolean {
  const sameDay = manifest.location === day.location && manifest.date === day.date;
  return sameDay && (manifest.layout === settings.layout || manifest.output === output);
}
