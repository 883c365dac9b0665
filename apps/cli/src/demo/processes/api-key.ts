import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Layout, shown } from '../layout.js';

const OWNER_ONLY = 0o600;

/** Makes a key for the API by the command, and keeps it in a file for whoever tries the lines that the demo prints. */
export async function makeApiKey(layout: Layout): Promise<string> {
  const words = ['key', 'create', '--label', 'demo', '--json', '--config', shown(layout, layout.settingsFile)];
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, layout.commandFile, ...words], {
    cwd: layout.workingDirectory,
  });
  const { key } = JSON.parse(stdout) as { readonly key: string };
  writeFileSync(layout.keyFile, `${key}\n`, { mode: OWNER_ONLY });
  return key;
}
