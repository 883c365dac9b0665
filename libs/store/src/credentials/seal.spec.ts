import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Seal } from './seal.js';

const key = Buffer.alloc(32, 7);
const seal = new Seal(key);
const CONTEXT = 'credential/acme';

describe('a seal', () => {
  it('opens to the text that was sealed, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(seal.open(seal.seal(text, context), context)).toBe(text.toWellFormed());
      }),
    );
  });

  it('never seals the same text to the same value, and shows nothing of it', () => {
    const sealed = Array.from({ length: 50 }, () => seal.seal('refresh-token', CONTEXT));

    expect(new Set(sealed).size).toBe(50);
    expect(sealed.join('')).not.toContain('refresh');
    expect(sealed.join('')).not.toContain(Buffer.from('refresh-token').toString('base64url'));
  });

  it('does not open when any one character was changed, added or taken away', () => {
    const sealed = seal.seal('refresh-token', CONTEXT);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_A';

    for (let place = 0; place <= sealed.length; place++) {
      const before = sealed.slice(0, place);
      const next = alphabet[alphabet.indexOf(sealed[place] ?? 'A') + 1] ?? 'A';
      const altered = [next, '=', '!', '.'].flatMap((character) => [
        before + character + sealed.slice(place + 1),
        before + character + sealed.slice(place),
      ]);
      for (const text of [...altered, before + sealed.slice(place + 1)]) {
        if (text !== sealed) expect(() => seal.open(text, CONTEXT)).toThrow();
      }
    }
  });

  it('does not open with a part more or a part less', () => {
    const sealed = seal.seal('refresh-token', CONTEXT);

    for (const text of ['', 'v1', `${sealed}.`, `${sealed}.AAAA`, sealed.split('.').slice(0, 4).join('.')]) {
      expect(() => seal.open(text, CONTEXT)).toThrow();
    }
  });

  it('does not open for another row than the one it was made for', () => {
    const sealed = seal.seal('refresh-token', CONTEXT);

    expect(() => seal.open(sealed, 'credential/other')).toThrow();
    expect(() => seal.open(sealed, '')).toThrow();
  });

  it('does not open with a tag of 4 bytes, which node would take by itself', () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 4 });
    cipher.setAAD(Buffer.from(CONTEXT));
    const text = Buffer.concat([cipher.update('forged'), cipher.final()]);
    const parts = [nonce, text, cipher.getAuthTag()].map((part) => part.toString('base64url'));

    expect(() => seal.open(['v1', seal.keyId, ...parts].join('.'), CONTEXT)).toThrow(/tag/);
  });

  it('tells another key from a damaged value', () => {
    const other = new Seal(Buffer.alloc(32, 8));
    const sealed = seal.seal('refresh-token', CONTEXT);

    expect(other.keyId).not.toBe(seal.keyId);
    expect(() => other.open(sealed, CONTEXT)).toThrow('sealed by another key');
    expect(sealed).not.toContain(key.toString('base64url').slice(0, 8));
  });
});
