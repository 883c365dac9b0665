import { sayProblem, TillbridgeError, type Language, type Problem } from '@tillbridge/domain';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment } from '../environment.js';
import { loadSettings, type LoadedSettings } from '../load.js';

/** A working directory of its own, in which settings files are tried. */
export interface Trial {
  readonly directory: string;
  write(name: string, contents: string | Uint8Array, mode?: number): string;
  load(yaml: string | Uint8Array, environment?: Environment): LoadedSettings;
  /** What is refused; empty when nothing is. */
  problems(yaml: string | Uint8Array, environment?: Environment): readonly Problem[];
  remove(): void;
}

export function createTrial(): Trial {
  const directory = mkdtempSync(join(tmpdir(), 'tillbridge-settings-'));
  const write: Trial['write'] = (name, contents, mode = 0o600) => {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents, { mode });
    return path;
  };
  const load: Trial['load'] = (yaml, environment = {}) =>
    loadSettings({ file: write('tillbridge.yaml', yaml), environment, workingDirectory: directory });
  return {
    directory,
    write,
    load,
    problems: (yaml, environment) => problemsOf(() => load(yaml, environment)),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

export function problemsOf(load: () => unknown): readonly Problem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof TillbridgeError) return error.problems;
    throw error;
  }
}

/** Each problem as one line: its code, what is wrong and what to do. */
export function told(problems: readonly Problem[], language: Language = 'en'): string[] {
  return problems.map((problem) => {
    const { what, fix } = sayProblem(problem, language);
    return `${problem.code} ${what} ${fix}`;
  });
}
