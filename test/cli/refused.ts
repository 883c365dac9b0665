import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { tillbridge, type Said } from './terminal.ts';

/** Stands wherever a variant has a secret; nothing that is printed may hold it (I6). */
export const CANARY = 'canary-hunter2';

/** One way to be wrong, and what a person must be told. */
export interface Variant {
  /** Begins with the number of the bad-input list. */
  readonly name: string;
  /** What stands in `tillbridge.yaml`. */
  readonly settings: string | Uint8Array;
  /** Makes what the settings point to; may give back what ends it. */
  readonly prepare?: (folder: string) => void | (() => void);
  readonly environment?: Readonly<Record<string, string>>;
  /** Left out: `config check`. */
  readonly line?: string;
  /** Left out: 78, the settings are wrong. */
  readonly exitCode?: number;
  /** What is printed beside the problems; left out: nothing. */
  readonly said?: string;
  /** For each problem, in the order of the file: its code, then what its text holds. */
  readonly told: readonly (readonly string[])[];
}

/** A connector with settings that are right. */
export const TILL = `connector: lightspeed-r, settings: { clientId: till, clientSecret: "\${POS_SECRET}" }`;

/** A connection of which only `rest` is wrong. */
export function connection(rest: string): string {
  return `connections:\n  - { id: acme, ${TILL}, ${rest} }\n`;
}

export function location(rest: string): string {
  return connection(`locations: [{ posId: "1", locationId: "0001", ${rest} }]`);
}

/** Types the command in a folder of its own. */
export async function typed(variant: Omit<Variant, 'told' | 'name'>): Promise<Said & { readonly folder: string }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tillbridge-bad-input-')));
  let end: void | (() => void) = undefined;
  try {
    writeFileSync(join(folder, 'tillbridge.yaml'), variant.settings);
    end = variant.prepare?.(folder);
    const nowhere = { folder, simulator: { now: () => 0, clientSecret: CANARY } as never };
    const environment = { LANG: 'en_CA.UTF-8', POS_SECRET: CANARY, ...variant.environment };
    return { ...(await tillbridge(nowhere, variant.line ?? 'config check', { environment })), folder };
  } finally {
    end?.();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every problem at once, each with its place, and never a secret or a stack. */
export async function expectRefused(variant: Variant): Promise<void> {
  const { exitCode, out, err } = await typed(variant);

  const problems = err.split(/^(?=[a-z]+\.[a-z_]+: )/m).filter((text) => text !== '');
  expect({ exitCode, out, problems: problems.length }).toEqual({
    exitCode: variant.exitCode ?? 78,
    out: variant.said ?? '',
    problems: variant.told.length,
  });
  variant.told.forEach(([code, ...parts], index) => {
    expect(problems[index]).toMatch(new RegExp(`^${code}: [^]*\\n  -> `));
    for (const part of parts) expect(problems[index]).toContain(part);
  });
  expect(err).not.toMatch(/canary|\n\s+at /);
}
