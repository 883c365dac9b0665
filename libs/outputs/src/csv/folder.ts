import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MANIFEST_FOLDER, manifestName, parseManifest, type FileManifest } from './file-manifest.js';
import { type Folders, type LeftoversWanted, settleLeftovers } from './leftovers.js';
import { syncFolder } from './publish.js';
import type { CsvSettings } from './settings.js';
import { hasCode } from './system-error.js';

/** The output's folder as one delivery finds it. */
export interface Folder extends Folders {
  /** Names of the manifests that are there, without the folder. */
  readonly manifestNames: ReadonlySet<string>;
  /** The same in order, where each hour is sent once and earlier files must be found; otherwise empty. */
  readonly sortedManifestNames: readonly string[];
}

export interface FoundFile {
  readonly manifest: FileManifest | null;
  /** null where there is no file. */
  readonly bytes: Uint8Array | null;
}

/** Makes what may be made. */
export async function makeFolders(settings: CsvSettings): Promise<Folders> {
  const { directory } = settings;
  const manifests = join(directory, MANIFEST_FOLDER);
  if (settings.createDirectory) await makeDurably(directory);
  else await stat(directory);
  await makeDurably(manifests);
  return { directory, manifests };
}

/** Ends what a killed delivery began, then looks at what stands there. Whoever writes has claimed its names before. */
export async function openFolder(folders: Folders, settings: CsvSettings, wanted: LeftoversWanted): Promise<Folder> {
  const manifestNames = new Set(await settleLeftovers(folders, wanted));
  const sortedManifestNames = settings.repeat === 'adds' ? [...manifestNames].sort() : [];
  return { ...folders, manifestNames, sortedManifestNames };
}

export async function findFile(folder: Folder, file: string): Promise<FoundFile> {
  const [manifest, bytes] = await Promise.all([
    findManifest(folder, manifestName(file)),
    contentOf(join(folder.directory, file)),
  ]);
  return { manifest, bytes };
}

export async function findManifest(folder: Folder, name: string): Promise<FileManifest | null> {
  if (!folder.manifestNames.has(name)) return null;
  const bytes = await contentOf(join(folder.manifests, name));
  return bytes === null ? null : parseManifest(bytes.toString('utf8'));
}

/**
 * Whether files could be written there, found out by writing one and taking it away; a folder that is still to be made
 * is judged by the rights on its nearest ancestor.
 * @throws the file system's error
 */
export async function tryFolder(settings: CsvSettings, random: string): Promise<'writable' | 'to be made'> {
  const ancestor = settings.createDirectory ? await nearestFolder(settings.directory) : settings.directory;
  if (ancestor !== settings.directory) {
    await access(ancestor, constants.W_OK | constants.X_OK);
    return 'to be made';
  }
  const trial = join(settings.directory, `.check.${random}.tmp`);
  const handle = await open(trial, 'wx', 0o640);
  try {
    await handle.writeFile('x');
    await handle.sync();
  } finally {
    await handle.close();
    await rm(trial, { force: true });
  }
  return 'writable';
}

/**
 * The nearest folder that exists. Only a missing folder has an ancestor to ask; a file in its place is an error
 * (ENOTDIR).
 */
async function nearestFolder(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return path;
    throw Object.assign(new Error(`ENOTDIR: not a directory, '${path}'`), { code: 'ENOTDIR', path });
  } catch (error) {
    const missing = hasCode(error, 'ENOENT');
    if (!missing || dirname(path) === path) throw error;
    return nearestFolder(dirname(path));
  }
}

/** @throws the file system's error: that of the folder above where there is one, since Node tells a read-only one as missing */
async function makeDurably(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true }).catch(async (error: unknown) => {
    if (hasCode(error, 'ENOENT')) await access(await nearestFolder(path), constants.W_OK | constants.X_OK);
    throw error;
  });
  if (firstMade !== undefined) await syncFolder(dirname(firstMade));
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
