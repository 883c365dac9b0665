import { randomBytes, randomInt } from 'node:crypto';
import { openEgress, type Egress } from '@tillbridge/egress';
import type { OutputCheck, OutputContext, OutputFactory, OutputManifest } from '@tillbridge/plugin-kit';
import csvManifest from './csv/manifest.json' with { type: 'json' };
import { createCsvOutput } from './csv/output.js';
import { databaseDdl } from './database/ddl.js';
import databaseManifest from './database/manifest.json' with { type: 'json' };
import { createDatabaseOutput } from './database/output.js';
import webhookManifest from './webhook/manifest.json' with { type: 'json' };
import { createWebhookOutput } from './webhook/output.js';
import { sendTestEvent } from './webhook/test-event.js';

const RANDOM_STEPS = 2 ** 32;

export interface OutputKind {
  readonly manifest: OutputManifest;
  readonly create: OutputFactory;
  /** For a kind that writes into tables: what an administrator runs to make them, from settings that were checked. */
  readonly ddl?: (settings: Readonly<Record<string, unknown>>) => string;
  /** Sends a test message, where the receiver can tell it from figures. */
  readonly test?: (context: OutputContext<Readonly<Record<string, unknown>>>) => Promise<OutputCheck>;
}

/**
 * The outputs that come with Tillbridge, by kind. A new one is a folder with a `manifest.json` and an `Output` that
 * passes `describeOutput`, and one line here.
 *
 * @param egress the way outside; asked for when an output first needs it. Left out: directly, without proxy or own CA
 */
export function outputKinds(egress: () => Egress = directly()): ReadonlyMap<string, OutputKind> {
  const kinds: readonly OutputKind[] = [
    { manifest: csvManifest as OutputManifest, create: () => createCsvOutput(randomName) },
    {
      manifest: databaseManifest as OutputManifest,
      create: () => createDatabaseOutput(randomFraction),
      ddl: databaseDdl,
    },
    {
      manifest: webhookManifest as OutputManifest,
      create: () => createWebhookOutput(egress),
      test: async (context) => sendTestEvent(egress(), context),
    },
  ];
  return new Map(kinds.map((kind) => [kind.manifest.id, kind]));
}

function randomName(): string {
  return randomBytes(6).toString('hex');
}

function directly(): () => Egress {
  let opened: Egress | undefined;
  return () => (opened ??= openEgress({ proxy: null, noProxy: [], caFile: null }));
}

function randomFraction(): number {
  return randomInt(RANDOM_STEPS) / RANDOM_STEPS;
}
