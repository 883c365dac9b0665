import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mapBounded } from '../in-flight.js';
import { hasCode } from './system-error.js';
import { temporaryOf } from './temporary-name.js';

/** Where a data file and its manifest come to stand. */
export interface Place {
  readonly content: string;
  readonly announcement: string;
}

/** undefined: it went well. Otherwise what went wrong. */
export type PublishFault = unknown;

/** Two hidden files, empty at first, that only their owner writes; none of them where there is a fault. */
export interface Claim {
  readonly place: Place;
  /** In both hidden names, so that `settleLeftovers` knows them for a pair. */
  readonly random: string;
  readonly fault: PublishFault;
}

/** What is to stand there; null where that part already does. Both null is allowed and only gives the claim back. */
export interface Publication {
  readonly claim: Claim;
  readonly content: Uint8Array | null;
  readonly announcement: Uint8Array | null;
}

export interface ClaimOptions {
  /** A fresh text of hex digits at each call: hidden names must not meet. */
  readonly random: () => string;
  readonly signal: AbortSignal;
}

const PARTS = ['content', 'announcement'] as const;

type Part = (typeof PARTS)[number];

interface Progress {
  readonly publication: Publication;
  /** The content stands under its final name: a receiver may have read it. */
  seen: boolean;
  fault: PublishFault;
}

/** More than libuv's four threads, so that one is never idle while another call is between two steps. */
const WIDTH = 16;

/**
 * Makes the hidden files of each place. To be done before the folder is looked at: whoever claims later ends this claim
 * (`settleLeftovers`), and without its hidden file nothing gets its name. So a sender that was frozen while another one
 * delivered cannot publish by what it saw before (I3).
 */
export async function claimPlaces(places: readonly Place[], { random, signal }: ClaimOptions): Promise<Claim[]> {
  return mapBounded(places, WIDTH, async (place) => {
    const claim = { place, random: random(), fault: undefined };
    try {
      signal.throwIfAborted();
      for (const part of PARTS) await (await open(hiddenName(claim, part), 'wx', 0o640)).close();
      return claim;
    } catch (error) {
      await giveBack([claim]);
      return { ...claim, fault: error ?? new Error('unknown fault') };
    }
  });
}

/** The announcement goes first: alone it would pass for one whose content was seen. */
export async function giveBack(claims: readonly Claim[]): Promise<void> {
  await mapBounded(claims, WIDTH, async (claim) => {
    try {
      await rm(hiddenName(claim, 'announcement'), { force: true });
      await rm(hiddenName(claim, 'content'), { force: true });
    } catch {
      // The next delivery ends what is left.
    }
  });
}

/**
 * Puts each content under its final name, whole or not at all, then its announcement. A content is durable before its
 * announcement has a name: the file is fsynced, renamed, and the folder fsynced (once for all) first. So a manifest is
 * never ahead of its file (I3), and a crash leaves old or new files and hidden temporary ones.
 *
 * Both are durable under hidden names before either is renamed, the content first. So an announcement that was left
 * alone tells that its content was seen, even where a receiver has taken it away since (`settleLeftovers`).
 */
export async function publish(publications: readonly Publication[], signal: AbortSignal): Promise<PublishFault[]> {
  const all = publications.map((publication): Progress => {
    const { claim, content } = publication;
    return { publication, seen: content === null, fault: claim.fault };
  });
  await giveBackNeedless(all);
  for (const part of PARTS) await stageAll(all, part, signal);
  for (const part of PARTS) await nameAll(all, part);
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

function hiddenName({ place, random }: Pick<Claim, 'place' | 'random'>, part: Part): string {
  return temporaryOf(place[part], random);
}

async function giveBackNeedless(all: readonly Progress[]): Promise<void> {
  await mapBounded(all, WIDTH, async (progress) => {
    const { claim, content, announcement } = progress.publication;
    if (progress.fault !== undefined || (content !== null && announcement !== null)) return;
    if (content === null && announcement === null) return giveBack([claim]);
    await rm(hiddenName(claim, content === null ? 'content' : 'announcement'), { force: true }).catch(
      (error: unknown) => fail(progress, error),
    );
  });
}

function waitingFor(all: readonly Progress[], part: Part): Progress[] {
  return all.filter(({ fault, publication }) => fault === undefined && publication[part] !== null);
}

async function stageAll(all: readonly Progress[], part: Part, signal: AbortSignal): Promise<void> {
  const waiting = waitingFor(all, part);
  await mapBounded(waiting, WIDTH, async (progress) => {
    try {
      signal.throwIfAborted();
      await stage(progress.publication, part);
    } catch (error) {
      await fail(progress, error);
    }
  });
  await syncFoldersOf(waiting, part);
}

/** The hidden file stands beside its target: a rename across devices is not atomic. It is not made anew if it is gone. */
async function stage({ claim, ...publication }: Publication, part: Part): Promise<void> {
  const hidden = hiddenName(claim, part);
  const handle = await open(hidden, 'r+');
  try {
    await handle.writeFile(publication[part] ?? '');
    await handle.sync();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(hidden, { force: true });
    throw error;
  }
  await handle.close();
}

async function nameAll(all: readonly Progress[], part: Part): Promise<void> {
  const waiting = waitingFor(all, part);
  await mapBounded(waiting, WIDTH, async (progress) => {
    const { claim } = progress.publication;
    try {
      await rename(hiddenName(claim, part), claim.place[part]);
      if (part === 'content') progress.seen = true;
    } catch (error) {
      await fail(progress, error);
    }
  });
  await syncFoldersOf(waiting, part);
}

async function syncFoldersOf(all: readonly Progress[], part: Part): Promise<void> {
  const standing = all.filter((progress) => progress.fault === undefined);
  const folders = Map.groupBy(standing, ({ publication }) => dirname(publication.claim.place[part]));
  for (const [folder, inFolder] of folders) {
    try {
      await syncFolder(folder);
    } catch (error) {
      await mapBounded(inFolder, WIDTH, (progress) => fail(progress, error));
    }
  }
}

/**
 * The first fault stands. Of what nobody has seen both hidden files go; of what was seen the announcement stays, for the
 * next delivery to finish.
 */
async function fail(progress: Progress, error: unknown): Promise<void> {
  progress.fault = error ?? new Error('unknown fault');
  if (!progress.seen) await giveBack([progress.publication.claim]);
}
