import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { mapBounded } from '../in-flight.js';
import { hasCode } from './system-error.js';

export interface FileContent {
  readonly target: string;
  readonly bytes: Uint8Array;
}

/** A data file and what announces it; null where that part already stands. Both null is allowed and does nothing. */
export interface Publication {
  readonly content: FileContent | null;
  readonly announcement: FileContent | null;
}

export interface PublishOptions {
  /** A fresh text of hex digits at each call: temporary names must not meet. */
  readonly random: () => string;
  readonly signal: AbortSignal;
}

/** undefined: both parts stand under their final names and outlive a power cut. Otherwise what went wrong. */
export type PublishFault = unknown;

interface Staged extends FileContent {
  readonly temporary: string;
}

interface Progress {
  content: Staged | null;
  announcement: Staged | null;
  fault: PublishFault;
}

/** More than libuv's four threads, so that one is never idle while another call is between two steps. */
const WIDTH = 16;

const OWN_TEMPORARY = /^\.(.+)\.[0-9a-f]+\.tmp$/;

/**
 * Puts each content under its final name, whole or not at all, then its announcement. A content is durable before its
 * announcement has a name: the file is fsynced, renamed, and the folder fsynced (once for all) first. So a manifest is
 * never ahead of its file (I3), and a crash leaves old or new files and hidden temporary ones.
 */
export async function publish(publications: readonly Publication[], options: PublishOptions): Promise<PublishFault[]> {
  const all = await mapBounded(publications, WIDTH, (publication) => stageBoth(publication, options));
  await settle(all, 'content');
  await settle(all, 'announcement');
  return all.map(({ fault }) => fault);
}

/** Removes what a killed predecessor left beside `targets`. Nobody else writes these names: one sender an output (I4). */
export async function removeLeftovers(folder: string, targets: ReadonlySet<string>): Promise<readonly string[]> {
  const names = await readdir(folder);
  const left = names.filter((name) => targets.has(OWN_TEMPORARY.exec(name)?.[1] ?? ''));
  await mapBounded(left, WIDTH, (name) => rm(join(folder, name), { force: true }));
  return names;
}

/** Makes the names in a folder outlive a power cut. File systems that know no such thing answer EINVAL or ENOTSUP. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await handle.close();
  }
}

async function stageBoth(publication: Publication, options: PublishOptions): Promise<Progress> {
  const progress: Progress = { content: null, announcement: null, fault: undefined };
  try {
    options.signal.throwIfAborted();
    if (publication.content) progress.content = await stage(publication.content, options.random());
    if (publication.announcement) progress.announcement = await stage(publication.announcement, options.random());
  } catch (error) {
    await fail(progress, error);
  }
  return progress;
}

/** The temporary file stands beside its target: a rename across devices is not atomic. */
async function stage(file: FileContent, random: string): Promise<Staged> {
  const temporary = join(dirname(file.target), `.${basename(file.target)}.${random}.tmp`);
  const handle = await open(temporary, 'wx', 0o640);
  try {
    await handle.writeFile(file.bytes);
    await handle.sync();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
  await handle.close();
  return { ...file, temporary };
}

async function settle(all: readonly Progress[], part: 'content' | 'announcement'): Promise<void> {
  const waiting = all.filter((progress) => progress.fault === undefined && progress[part] !== null);
  await mapBounded(waiting, WIDTH, async (progress) => {
    const staged = progress[part];
    if (staged === null) return;
    try {
      await rename(staged.temporary, staged.target);
    } catch (error) {
      await fail(progress, error);
    }
  });
  const renamed = waiting.filter((progress) => progress.fault === undefined);
  const folders = Map.groupBy(renamed, (progress) => dirname(progress[part]?.target ?? ''));
  for (const [folder, inFolder] of folders) {
    try {
      await syncFolder(folder);
    } catch (error) {
      await mapBounded(inFolder, WIDTH, (progress) => fail(progress, error));
    }
  }
}

/** The first fault stands; both temporary files go, where they still are. */
async function fail(progress: Progress, error: unknown): Promise<void> {
  progress.fault = error ?? new Error('unknown fault');
  const temporaries = [progress.content?.temporary, progress.announcement?.temporary];
  for (const temporary of temporaries) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
  }
}
