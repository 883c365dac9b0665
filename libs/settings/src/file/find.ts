import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../environment.js';

const USUAL_FILE = 'tillbridge.yaml';

/**
 * Which file is read: the one that was asked for, else `TILLBRIDGE_CONFIG`, else `tillbridge.yaml` in the working
 * directory if it is there; null when only defaults apply.
 */
export function findSettingsFile(file: string | undefined, environment: Environment, workingDirectory: string) {
  const named = file ?? environment['TILLBRIDGE_CONFIG'];
  if (named !== undefined && named !== '') return resolve(workingDirectory, named);
  const usual = resolve(workingDirectory, USUAL_FILE);
  return existsSync(usual) ? usual : null;
}
