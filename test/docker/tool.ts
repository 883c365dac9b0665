import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';

const run = promisify(execFile);

/** The Debian package that brings each tool; none of them comes with npm. */
const PACKAGES = {
  promtool: 'prometheus',
  prometheus: 'prometheus',
  amtool: 'prometheus-alertmanager',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  'docker-compose': 'docker-compose',
} as const;

export type Tool = keyof typeof PACKAGES;

/** What the tool says on both streams; throws with it when it leaves with anything but 0. */
export async function say(tool: Tool, ...words: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(tool, words, { maxBuffer: 16 * 1024 * 1024 });
  return stdout + stderr;
}

/** The same of a tool that reads its subject from stdin. */
export async function tell(tool: Tool, subject: string, ...words: readonly string[]): Promise<string> {
  const asking = run(tool, words);
  asking.child.stdin?.end(subject);
  const { stdout, stderr } = await asking;
  return stdout + stderr;
}

export function isThere(tool: Tool): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => isProgram(join(folder, tool)));
}

/** Where the tool is not there, its tests are skipped and the reason is printed. */
export function describeWith(tool: Tool, subject: string, tests: () => void): void {
  const isMissing = !isThere(tool);
  if (isMissing) {
    process.stderr.write(`skipped: ${subject}: ${tool} is not there (Debian package ${PACKAGES[tool]})\n`);
  }
  const suite = isMissing ? describe.skip : describe;
  suite(subject, tests);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
