import { resolve } from 'node:path';
import { currentUser, errnoOf, readBytes } from '../file/bytes.js';
import { valueAt } from '../file/path.js';
import type { Report } from '../file/report.js';

const CA_FILE = ['network', 'caFile'];

/** A certificate authority that cannot be read would otherwise fail only at the first connection. */
export function reportUnreadableFiles(tree: unknown, report: Report, workingDirectory: string): void {
  const written = valueAt(tree, CA_FILE);
  if (typeof written !== 'string' || written === '' || report.places.get(CA_FILE)?.unresolved === true) return;
  const path = resolve(workingDirectory, written);
  try {
    readBytes(path, 1);
  } catch (error) {
    report.at(CA_FILE, 'settings.ca_file_unreadable', { path, errno: errnoOf(error), user: currentUser() });
  }
}
