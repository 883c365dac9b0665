import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { Cause } from '@tillbridge/plugin-kit';
import { causeFrom } from '../problem-cause.js';
import { systemError } from './system-error.js';

const NO_SPACE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NOT_WRITABLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'ENOTEMPTY',
  'EEXIST',
  'ENAMETOOLONG',
]);

/** What the file system's error means for the delivery, and who can do what about it. */
export function faultCause(error: unknown, directory: string): Cause {
  const { name, code, path } = systemError(error);
  if (name === 'AbortError') {
    return causeFrom('output.unreachable', 'csv.stopped', { directory });
  }
  const parameters = {
    directory,
    path: path ?? directory,
    reason: code ?? String(error),
    uid: process.getuid?.() ?? '?',
    ...rightsOf(directory),
  };
  if (code !== null && NO_SPACE.has(code)) return causeFrom('output.no_space', 'csv.no_space', parameters);
  if (code !== null && NOT_WRITABLE.has(code)) return causeFrom('output.not_writable', 'csv.not_writable', parameters);
  // Not an error of the file system but one of ours, which would come again at every retry.
  if (code === null) return causeFrom('plugin.defect', 'csv.unreachable', parameters);
  return causeFrom('output.unreachable', 'csv.unreachable', parameters);
}

/** The folder, or the nearest one above it that exists, with its owner and mode: there the right must be given. */
function rightsOf(directory: string): { readonly folder: string; readonly owner: string; readonly mode: string } {
  const stats = statsOf(directory);
  if (stats === null && dirname(directory) !== directory) return rightsOf(dirname(directory));
  if (stats === null) return { folder: directory, owner: '?', mode: '?' };
  const mode = (stats.mode & 0o7777).toString(8).padStart(4, '0');
  return { folder: directory, owner: `${stats.uid}:${stats.gid}`, mode };
}

function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
