import { randomBytes } from 'node:crypto';
import type { OutputFactory, OutputManifest } from '@tillbridge/plugin-kit';
import csvManifest from './csv/manifest.json' with { type: 'json' };
import { createCsvOutput } from './csv/output.js';

export interface OutputKind {
  readonly manifest: OutputManifest;
  readonly create: OutputFactory;
}

/**
 * The outputs that come with Tillbridge, by kind. A new one is a folder with a `manifest.json` and an `Output` that
 * passes `describeOutput`, and one line here.
 */
export function outputKinds(): ReadonlyMap<string, OutputKind> {
  const kinds: readonly OutputKind[] = [
    { manifest: csvManifest as OutputManifest, create: () => createCsvOutput(randomName) },
  ];
  return new Map(kinds.map((kind) => [kind.manifest.id, kind]));
}

function randomName(): string {
  return randomBytes(6).toString('hex');
}
