import { PLUGIN_API, type JsonSchema } from '@tillbridge/plugin-kit';

const text: JsonSchema = { type: 'string', minLength: 1 };

const streamTraits: JsonSchema = {
  type: 'object',
  required: ['modes', 'field', 'maxSpanHours', 'lookbackHours', 'accountWide', 'reportsDeletions'],
  properties: {
    modes: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['span', 'changes'] } },
    field: text,
    maxSpanHours: { type: 'number', exclusiveMinimum: 0 },
    lookbackHours: { type: 'number', minimum: 0 },
    accountWide: { type: 'boolean' },
    reportsDeletions: { type: 'boolean' },
  },
  additionalProperties: false,
};

const shared = {
  $schema: { type: 'string' },
  id: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,62}$' },
  name: text,
  version: text,
  api: { const: PLUGIN_API },
  main: text,
  stability: { enum: ['stub', 'alpha', 'beta', 'stable'] },
  settings: { type: 'object' },
} as const;

const sharedKeys = ['id', 'name', 'version', 'kind', 'api', 'main', 'stability', 'settings'] as const;

/** What a connector's `manifest.json` must hold; closed, so that a misspelt key is seen. */
export const CONNECTOR_MANIFEST: JsonSchema = {
  type: 'object',
  required: [...sharedKeys, 'hosts', 'streams', 'rate'],
  properties: {
    ...shared,
    kind: { const: 'connector' },
    hosts: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9.-]+(:[0-9]{1,5})?$' } },
    streams: { type: 'object', properties: { sales: streamTraits, shifts: streamTraits }, additionalProperties: false },
    rate: {
      type: 'object',
      required: ['capacity', 'refillPerSecond', 'maxConcurrent'],
      properties: {
        capacity: { type: 'number', exclusiveMinimum: 0 },
        refillPerSecond: { type: 'number', exclusiveMinimum: 0 },
        maxConcurrent: { type: 'integer', minimum: 1 },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

export const OUTPUT_MANIFEST: JsonSchema = {
  type: 'object',
  required: [...sharedKeys, 'semantics', 'maxDays'],
  properties: {
    ...shared,
    kind: { const: 'output' },
    semantics: { enum: ['overwrites', 'adds', 'chosen'] },
    maxDays: { type: 'integer', minimum: 1 },
  },
  additionalProperties: false,
};
