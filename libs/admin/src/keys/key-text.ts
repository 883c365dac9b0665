import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Small letters and digits without those that look alike. */
const ID_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_LENGTH = 8;
/** 256 bits. */
const SECRET_BYTES = 32;

export interface KeyParts {
  readonly id: string;
  readonly secret: string;
}

export function freshKey(): KeyParts {
  const id = [...randomBytes(ID_LENGTH)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length] ?? 'a').join('');
  return { id, secret: randomBytes(SECRET_BYTES).toString('base64url') };
}

/** As its holder shows it: `tbk_<id>_<secret>`. */
export function keyText({ id, secret }: KeyParts): string {
  return `tbk_${id}_${secret}`;
}

/** Null for anything that no key of ours can be. */
export function readKey(text: string): KeyParts | null {
  const found = /^tbk_([a-z0-9]{8})_([\w-]{43})$/.exec(text);
  const [, id, secret] = found ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** A plain hash is enough: nobody can try 256 random bits out. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in the same time wherever the two differ. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === b.length && a.length > 0 && timingSafeEqual(a, b);
}
