import { spawn } from 'node:child_process';
import { type Layout, shown } from './layout.js';

/** Runs one real command as a reader would, its words shown first; answers its exit code. */
export function runCommand(
  layout: Layout,
  words: readonly string[],
  { say }: { readonly say: (line: string) => void },
): Promise<number> {
  const all = [...words, '--config', shown(layout, layout.settingsFile)];
  say(`\n$ tillbridge ${all.join(' ')}`);
  const child = spawn(process.execPath, [layout.commandFile, ...all], {
    cwd: layout.workingDirectory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 0 : 1)));
  });
}
