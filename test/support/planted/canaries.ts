import { randomBytes } from 'node:crypto';

/** Characters of a secret that count as a trace; shorter runs may stand somewhere by chance. */
const PIECE = 12;

export interface Trace {
  readonly secret: string;
  readonly form: string;
  /** Bytes before it, so that a person finds the place; the secrets live for one test only. */
  readonly around: string;
}

/** Secrets of one run, and the search for them: any run of some two dozen characters of any of their spellings. */
export class Canaries {
  private readonly pieces = new Map<string, { readonly secret: string; readonly form: string }>();
  private readonly starts = new Uint8Array(1 << 24);
  private readonly planted = new Map<string, string>();

  /** A fresh one with every sign that some notation writes in another way. */
  fresh(name: string, signs = '/+&="'): string {
    return this.plant(name, `${randomText()}${signs}${randomText()}`);
  }

  /** One that a header or a path takes as it is. */
  plain(name: string): string {
    return this.fresh(name, '');
  }

  plant(name: string, secret: string): string {
    if (secret.length < PIECE) throw new Error(`${name} is too short to be looked for`);
    if ([...this.planted.values()].includes(secret)) return secret;
    this.planted.set(this.planted.has(name) ? `${name} ${this.planted.size}` : name, secret);
    for (const [form, text] of spellings(secret)) this.learn(name, form, Buffer.from(text));
    return secret;
  }

  get names(): string[] {
    return [...this.planted.keys()];
  }

  /** The first trace of each secret and spelling. */
  tracesIn(bytes: Buffer): Trace[] {
    const found = new Map<string, Trace>();
    let word = 0;
    for (let end = 0; end < bytes.length; end++) {
      word = ((word << 8) | (bytes[end] ?? 0)) >>> 0;
      if (end < 3 || this.starts[slotOf(word)] === 0) continue;
      const at = end - 3;
      const hit = this.pieces.get(bytes.toString('latin1', at, at + PIECE));
      if (hit === undefined || found.has(`${hit.secret} ${hit.form}`)) continue;
      const around = bytes.toString('utf8', Math.max(0, at - 120), at + 60);
      found.set(`${hit.secret} ${hit.form}`, { ...hit, around });
    }
    return [...found.values()];
  }

  private learn(secret: string, form: string, bytes: Buffer): void {
    for (let at = 0; at + PIECE <= bytes.length; at += PIECE) this.add(bytes, at, { secret, form });
    if (bytes.length >= PIECE) this.add(bytes, bytes.length - PIECE, { secret, form });
  }

  private add(bytes: Buffer, at: number, piece: { readonly secret: string; readonly form: string }): void {
    this.starts[slotOf(bytes.readUInt32BE(at))] = 1;
    const text = bytes.toString('latin1', at, at + PIECE);
    if (!this.pieces.has(text)) this.pieces.set(text, piece);
  }
}

function slotOf(word: number): number {
  return Math.imul(word, 2_654_435_761) >>> 8;
}

function randomText(): string {
  return randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x');
}

/** Written anew rather than taken from the scrubber: what that one forgets must be found here. */
export function spellings(secret: string): Array<readonly [form: string, text: string]> {
  const bytes = Buffer.from(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret);
  return [
    ['plain', secret],
    ['JSON', inJson],
    ['JSON in JSON', JSON.stringify(inJson).slice(1, -1)],
    ['JSON with escaped slashes', inJson.replaceAll('/', '\\/')],
    ['URL', inUrl],
    ['URL in URL', encodeURIComponent(inUrl)],
    ['URL in small letters', inUrl.replaceAll(/%../g, (escape) => escape.toLowerCase())],
    ['form', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['UTF-16', bytes.toString('latin1').split('').join('\0')],
    ['reversed', Buffer.from(bytes.toReversed()).toString('latin1')],
    ...[0, 1, 2].flatMap((before) => base64Of(bytes, before)),
  ];
}

/** Whatever goes before it; without the characters at either end that depend on its neighbours. */
function base64Of(bytes: Buffer, before: number): Array<readonly [string, string]> {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const [first, last] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
  return [
    [`base64 after ${before}`, whole.toString('base64').slice(first, last)],
    [`base64url after ${before}`, whole.toString('base64url').slice(first, last)],
  ];
}
