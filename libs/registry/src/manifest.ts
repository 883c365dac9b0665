import { readFile } from 'node:fs/promises';

import { problemOf, type Problem } from '@tillbridge/domain';
import { PLUGIN_API, manifestSchemaOf, type ConnectorManifest, type OutputManifest } from '@tillbridge/plugin-kit';

import { insideFolder, type PluginFolder } from './find.js';
import { PLUGIN_PROBLEMS } from './problems.js';
import { compileSchema, sayError, schemaErrors } from './schema.js';

export type AnyManifest = ConnectorManifest | OutputManifest;

export type ManifestReading =
  | { readonly manifest: AnyManifest }
  | { readonly id: string | null; readonly state: 'invalid' | 'incompatible'; readonly problem: Problem };

const checkConnector = compileSchema(manifestSchemaOf('connector'));
const checkOutput = compileSchema(manifestSchemaOf('output'));

/** Reads and checks a manifest before any of the plugin's code runs. Never throws: a bad plugin must not stop the others. */
export async function readManifest({ folder, manifestFile }: PluginFolder): Promise<ManifestReading> {
  const path = await insideFolder(folder, manifestFile);
  if (path === null) return unreadable(folder, `${manifestFile || 'tillbridge.manifest'} is missing or outside`);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return unreadable(folder, error instanceof Error ? error.message : 'unknown');
  }
  return checkManifest(folder, content);
}

export function checkManifest(folder: string, content: unknown): ManifestReading {
  const fields: Readonly<Record<string, unknown>> =
    typeof content === 'object' && content !== null ? { ...content } : {};
  const id = typeof fields['id'] === 'string' ? fields['id'] : null;
  // Before everything else: a manifest of another api may rightly look different.
  if (typeof fields['api'] === 'number' && fields['api'] !== PLUGIN_API) {
    const parameters = { folder, found: fields['api'], expected: PLUGIN_API };
    return { id, state: 'incompatible', problem: problemOf(PLUGIN_PROBLEMS, 'plugin.incompatible', parameters) };
  }
  const check = fields['kind'] === 'output' ? checkOutput : checkConnector;
  if (!check(content)) return invalid(folder, id, schemaErrors(check).map(sayError).join('; '));

  const manifest = content as AnyManifest;
  try {
    compileSchema(manifest.settings);
  } catch (error) {
    return invalid(folder, id, `settings is no JSON Schema (${error instanceof Error ? error.message : 'unknown'})`);
  }
  return { manifest };
}

function unreadable(folder: string, detail: string): ManifestReading {
  const problem = problemOf(PLUGIN_PROBLEMS, 'plugin.manifest_unreadable', { folder, detail });
  return { id: null, state: 'invalid', problem };
}

function invalid(folder: string, id: string | null, detail: string): ManifestReading {
  return { id, state: 'invalid', problem: problemOf(PLUGIN_PROBLEMS, 'plugin.manifest_invalid', { folder, detail }) };
}
