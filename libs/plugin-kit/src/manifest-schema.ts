import type { JsonSchema } from './contract/json.js';
import { PLUGIN_API, type Manifest } from './contract/manifest.js';

/*
 * JSON Schemas (draft 2020-12) of manifest.json. Strict, so that a misspelt key is told of instead of passed over.
 * Checked before any code of the plugin runs.
 */

/** The manifest's `settings` is a JSON Schema itself. This is what Tillbridge demands of it beyond the draft. */
const SETTINGS: JsonSchema = {
  type: 'object',
  required: ['type', 'additionalProperties', 'properties'],
  properties: {
    type: { const: 'object' },
    additionalProperties: { const: false },
    properties: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
      additionalProperties: {
        type: 'object',
        required: ['title', 'description'],
        properties: {
          title: { type: 'string', minLength: 1 },
          description: { type: 'string', minLength: 1 },
          'x-secret': { type: 'boolean' },
          'x-origin': { type: 'boolean' },
          'x-rule': {
            type: 'object',
            required: ['en', 'fr'],
            properties: { en: { type: 'string', minLength: 1 }, fr: { type: 'string', minLength: 1 } },
          },
        },
      },
    },
  },
};

const SHARED: { readonly [key: string]: JsonSchema } = {
  id: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 40 },
  name: { type: 'string', minLength: 1, maxLength: 80 },
  version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$' },
  api: { type: 'integer', const: PLUGIN_API },
  main: { type: 'string', pattern: '^(?!/)(?!.*(^|/)\\.\\.(/|$))[^\\\\:]+\\.m?js$' },
  stability: { enum: ['stub', 'alpha', 'beta', 'stable'] },
  settings: SETTINGS,
};
const SHARED_KEYS: readonly string[] = [...Object.keys(SHARED), 'kind'];

const STREAM: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['modes', 'field', 'maxSpanHours', 'lookbackHours', 'accountWide', 'reportsDeletions'],
  properties: {
    modes: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['span', 'changes'] } },
    field: { type: 'string', minLength: 1 },
    maxSpanHours: { type: 'number', exclusiveMinimum: 0 },
    lookbackHours: { type: 'number', minimum: 0 },
    accountWide: { type: 'boolean' },
    reportsDeletions: { type: 'boolean' },
  },
};

const RATE: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['capacity', 'refillPerSecond', 'maxConcurrent'],
  properties: {
    capacity: { type: 'number', exclusiveMinimum: 0 },
    refillPerSecond: { type: 'number', exclusiveMinimum: 0 },
    maxConcurrent: { type: 'integer', minimum: 1 },
  },
};

export const CONNECTOR_MANIFEST_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: [...SHARED_KEYS, 'hosts', 'streams', 'rate'],
  properties: {
    ...SHARED,
    kind: { const: 'connector' },
    hosts: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$' },
    },
    streams: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: { sales: STREAM, shifts: STREAM },
    },
    rate: RATE,
  },
};

export const OUTPUT_MANIFEST_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: [...SHARED_KEYS, 'semantics', 'maxDays'],
  properties: {
    ...SHARED,
    kind: { const: 'output' },
    semantics: { enum: ['overwrites', 'adds', 'chosen'] },
    maxDays: { type: 'integer', minimum: 1 },
  },
};

/** The schema for the `kind` that a manifest says it has, so that what is wrong is told in the words of that kind. */
export function manifestSchemaOf(kind: Manifest['kind']): JsonSchema {
  return kind === 'connector' ? CONNECTOR_MANIFEST_SCHEMA : OUTPUT_MANIFEST_SCHEMA;
}
