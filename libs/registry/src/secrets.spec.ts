import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '@tillbridge/plugin-kit';
import { secretsIn } from './secrets.js';

const text = { type: 'string' };
const SETTINGS: JsonSchema = {
  type: 'object',
  properties: {
    door: { ...text, 'x-secret': true },
    pin: { ...text, format: 'password' },
    open: text,
    headers: { type: 'object', 'x-secret': true, additionalProperties: text },
    nested: { type: 'object', properties: { inner: { $ref: '#/$defs/hidden' } } },
    list: { type: 'array', items: { type: 'object', properties: { key: { 'x-secret': true } } } },
    either: { anyOf: [text, { 'x-secret': true }] },
  },
  $defs: { hidden: { ...text, 'x-secret': true }, loop: { $ref: '#/$defs/loop' } },
};

describe('the secrets that a schema marks', () => {
  it('are found by their mark, wherever they stand and however they are named', () => {
    const found = secretsIn(
      { settings: SETTINGS },
      {
        door: 'a',
        pin: 'b',
        open: 'c',
        headers: { 'X-Door': 'd' },
        nested: { inner: 'e', other: 'f' },
        list: [{ key: 'g' }, { shown: 'h' }],
        either: 'i',
      },
    );

    expect(found).toEqual([['door'], ['pin'], ['headers'], ['nested', 'inner'], ['list', 0, 'key'], ['either']]);
  });

  it('are none where the settings hold nothing of the kind, whatever else they hold', () => {
    expect(secretsIn({ settings: SETTINGS }, { open: 'c', unheardOf: { door: 'a' }, list: 'no list' })).toEqual([]);
  });

  it('end where a reference leads back to itself', () => {
    const settings: JsonSchema = { ...SETTINGS, properties: { a: { $ref: '#/$defs/loop' } } };

    expect(secretsIn({ settings }, { a: { b: 'c' } })).toEqual([]);
  });
});
