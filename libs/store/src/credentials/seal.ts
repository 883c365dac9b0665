import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
/** Given explicitly: without it node would accept a tag of 4 bytes. */
const TAG_BYTES = 16;

/**
 * Seals text with AES-256-GCM. What it belongs to (`context`, such as `credential/acme`) is authenticated too, so that
 * a sealed value copied to another row does not open there. Form: `v1.KEYID.NONCE.CIPHERTEXT.TAG`, base64url.
 */
export class Seal {
  readonly keyId: string;

  /** @param onText told every text that is sealed or opened, so that a log can keep it to itself (I6) */
  constructor(
    private readonly key: Buffer,
    private readonly onText: (text: string) => void = () => undefined,
  ) {
    this.keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
  }

  seal(text: string, context: string): string {
    this.onText(text);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context, 'utf8'));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return ['v1', this.keyId, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** Throws when the key, the context or a single bit differs. Nothing is returned before the tag was checked. */
  open(sealed: string, context: string): string {
    const [version, keyId, ...parts] = sealed.split('.');
    if (version !== 'v1' || keyId !== this.keyId || parts.length !== 3) {
      throw new Error('sealed by another key or in another form');
    }
    const [nonce, text, tag] = parts.map(strictBytes);
    if (nonce === undefined || text === undefined || tag === undefined) throw new Error('sealed in another form');
    const opener = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES });
    opener.setAAD(Buffer.from(context, 'utf8'));
    opener.setAuthTag(tag);
    const opened = Buffer.concat([opener.update(text), opener.final()]).toString('utf8');
    this.onText(opened);
    return opened;
  }
}

/** Node's own decoding skips foreign characters and loose bits, so that an altered text could still open. */
function strictBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('sealed in another form');
  return bytes;
}
