import { spawn } from 'node:child_process';
import { type Layout, shown } from '../layout.js';

/** Runs one real command as a reader would, its words shown first. @throws Error when it does not leave with 0. */
export function runCommand(
  layout: Layout,
  words: readonly string[],
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  const all = [...words, '--config', shown(layout, layout.settingsFile)];
  say(`\n$ tillbridge ${all.join(' ')}`);
  const child = spawn(process.execPath, [layout.commandFile, ...all], {
    cwd: layout.workingDirectory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(signal.aborted ? signal.reason : new Error(`tillbridge ${words[0] ?? ''} left with ${code}`));
    });
  });
}
