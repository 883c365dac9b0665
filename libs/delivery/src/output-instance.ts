import { createHash } from 'node:crypto';
import type { Json, Output, OutputManifest } from '@tillbridge/plugin-kit';

/** An output as the settings declare it, beside the code that sends. */
export interface OutputInstance {
  readonly id: string;
  readonly kind: string;
  readonly output: Output;
  readonly manifest: OutputManifest;
  /** Checked against the schema of its kind. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How far back it reaches when it is new. Milliseconds. */
  readonly since: number;
  readonly hold: boolean;
}

/** Of the settings that change bytes; a change sends every day within reach again. */
export function shapingHash(instance: OutputInstance): string {
  const shape: Json = instance.output.shapingSettings(instance.settings);
  return createHash('sha256').update(stableText(shape)).digest('base64url').slice(0, 12);
}

/** Whether a repeated hour adds up at the receiver, so that each may go only once. */
export function addsUp(instance: OutputInstance): boolean {
  if (instance.manifest.semantics === 'chosen') return instance.settings['repeat'] === 'adds';
  return instance.manifest.semantics === 'adds';
}

function stableText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${stableText(entry)}`).join(',')}}`;
}
