import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mapBounded } from '../in-flight.js';
import { hasCode } from './system-error.js';
import { temporaryOf } from './temporary-name.js';

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

type Part = 'content' | 'announcement';

interface Progress {
  readonly publication: Publication;
  /** In the names of both temporary files, so that `settleLeftovers` knows them for a pair. */
  readonly random: string;
  content: Staged | null;
  announcement: Staged | null;
  /** The content stands under its final name: a receiver may have read it. */
  seen: boolean;
  fault: PublishFault;
}

/** More than libuv's four threads, so that one is never idle while another call is between two steps. */
const WIDTH = 16;

/**
 * Puts each content under its final name, whole or not at all, then its announcement. A content is durable before its
 * announcement has a name: the file is fsynced, renamed, and the folder fsynced (once for all) first. So a manifest is
 * never ahead of its file (I3), and a crash leaves old or new files and hidden temporary ones.
 *
 * Both are durable under hidden names before either is renamed, the content first. So an announcement that was left
 * alone tells that its content was seen, even where a receiver has taken it away since (`settleLeftovers`).
 */
export async function publish(publications: readonly Publication[], options: PublishOptions): Promise<PublishFault[]> {
  const all = publications.map((publication): Progress => {
    const random = options.random();
    const seen = publication.content === null;
    return { publication, random, content: null, announcement: null, seen, fault: undefined };
  });
  await stageAll(all, 'content', options.signal);
  await stageAll(all, 'announcement', options.signal);
  await nameAll(all, 'content');
  await nameAll(all, 'announcement');
  return all.map(({ fault }) => fault);
}

/** Makes the names in a folder survive a power cut. File systems that cannot do so answer EINVAL or ENOTSUP. */
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

async function stageAll(all: readonly Progress[], part: Part, signal: AbortSignal): Promise<void> {
  const waiting = all.filter(({ fault, publication }) => fault === undefined && publication[part] !== null);
  await mapBounded(waiting, WIDTH, async (progress) => {
    const file = progress.publication[part];
    if (file === null) return;
    try {
      signal.throwIfAborted();
      progress[part] = await stage(file, progress.random);
    } catch (error) {
      await fail(progress, error);
    }
  });
  await syncFoldersOf(waiting, part);
}

/** The temporary file stands beside its target: a rename across devices is not atomic. */
async function stage(file: FileContent, random: string): Promise<Staged> {
  const temporary = temporaryOf(file.target, random);
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

async function nameAll(all: readonly Progress[], part: Part): Promise<void> {
  const waiting = all.filter((progress) => progress.fault === undefined && progress[part] !== null);
  await mapBounded(waiting, WIDTH, async (progress) => {
    const staged = progress[part];
    if (staged === null) return;
    try {
      await rename(staged.temporary, staged.target);
      if (part === 'content') progress.seen = true;
    } catch (error) {
      await fail(progress, error);
    }
  });
  await syncFoldersOf(waiting, part);
}

async function syncFoldersOf(all: readonly Progress[], part: Part): Promise<void> {
  const standing = all.filter((progress) => progress.fault === undefined);
  const folders = Map.groupBy(standing, (progress) => dirname(progress[part]?.target ?? ''));
  for (const [folder, inFolder] of folders) {
    try {
      await syncFolder(folder);
    } catch (error) {
      await mapBounded(inFolder, WIDTH, (progress) => fail(progress, error));
    }
  }
}

/**
 * The first fault stands. Of what nobody has seen both temporary files go, the announcement first: alone it would pass
 * for one whose content was seen. Of what was seen it stays, for the next delivery to finish.
 */
async function fail(progress: Progress, error: unknown): Promise<void> {
  progress.fault = error ?? new Error('unknown fault');
  if (progress.seen) return;
  for (const staged of [progress.announcement, progress.content]) {
    if (staged !== null) await rm(staged.temporary, { force: true }).catch(() => undefined);
  }
}
