import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ManifestFields = Readonly<Record<string, unknown>>;

export const CONNECTOR_ENTRY = `
const calls = ['authorization', 'observeRate', 'classify', 'check', 'listShops', 'readSales', 'readShifts', 'lookUpSales', 'lookUpShifts'];
export default () => Object.fromEntries(calls.map((call) => [call, () => call]));
`;

/** The manifest of an ordinary connector; a spec names only what it is about. */
export function connectorManifest(fields: ManifestFields = {}): ManifestFields {
  return {
    id: 'corner-till',
    name: 'Corner Till',
    version: '1.2.3',
    kind: 'connector',
    api: 1,
    main: 'dist/index.js',
    stability: 'beta',
    hosts: ['api.corner-till.example'],
    rate: { capacity: 10, refillPerSecond: 1, maxConcurrent: 1 },
    streams: {
      sales: {
        modes: ['span'],
        field: 'closedAt',
        maxSpanHours: 24,
        lookbackHours: 26,
        accountWide: true,
        reportsDeletions: false,
      },
    },
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['apiUrl', 'clientSecret'],
      properties: {
        apiUrl: { title: 'A', description: 'A.', type: 'string', format: 'uri', 'x-origin': true },
        clientSecret: { title: 'C', description: 'C.', type: 'string', minLength: 8, 'x-secret': true },
        pageSize: { title: 'P', description: 'P.', type: 'integer', maximum: 100, default: 100 },
        order: { title: 'O', description: 'O.', enum: ['id', 'time'], default: 'id' },
        nested: {
          title: 'N',
          description: 'N.',
          type: 'object',
          additionalProperties: false,
          properties: {
            depth: { type: 'integer', default: 3 },
            mirrors: { type: 'array', items: { type: 'string', 'x-origin': true } },
          },
        },
      },
    },
    ...fields,
  };
}

export interface PluginFiles {
  readonly packageJson?: unknown;
  /** Text is written as it is. */
  readonly manifest?: unknown;
  /** Source of `dist/index.js`; null for none. */
  readonly entry?: string | null;
}

/** Writes a plugin the way it is installed, whole unless the test says otherwise. */
export async function writePlugin(folder: string, files: PluginFiles = {}): Promise<void> {
  const { packageJson = { type: 'module', tillbridge: { manifest: 'manifest.json' } } } = files;
  const { manifest = connectorManifest(), entry = CONNECTOR_ENTRY } = files;
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'package.json'), textOf(packageJson));
  await writeFile(join(folder, 'manifest.json'), textOf(manifest));
  if (entry !== null) await writeFile(join(folder, 'dist', 'index.js'), entry);
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
