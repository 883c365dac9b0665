import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

import { EgressError } from './error.js';
import type { EgressLimits } from './limits.js';

const UNPACKERS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

interface AnswerLimits extends Pick<EgressLimits, 'answerBytes' | 'beyond'> {
  readonly host: string;
}

/**
 * The answer's body as text (UTF-8, a byte order mark taken off). The limit is held while reading and while unpacking.
 * With `beyond: 'cut'` reading stops at the limit, and what cannot be unpacked is as good as empty.
 *
 * @throws EgressError `too_large`; whatever the stream or zlib throws for a body that breaks off
 */
export async function answerText(
  body: AsyncIterable<Buffer>,
  encoding: string | undefined,
  limits: AnswerLimits,
): Promise<string> {
  const packed = await collect(body, limits);
  const bytes = await unpack(packed, encoding?.trim().toLowerCase() ?? 'identity', limits);
  return new TextDecoder().decode(bytes);
}

async function collect(body: AsyncIterable<Buffer>, { host, answerBytes, beyond }: AnswerLimits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > answerBytes && beyond === 'fail') throw tooLarge(host, answerBytes, 'received');
    chunks.push(chunk);
    // Leaving the loop closes the stream, and with it the connection: the rest never crosses the network.
    if (length > answerBytes) break;
  }
  const [only] = chunks;
  const whole = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
  return whole.subarray(0, answerBytes);
}

async function unpack(packed: Buffer, encoding: string, { host, answerBytes, beyond }: AnswerLimits): Promise<Buffer> {
  if (packed.length === 0 || !isPacked(encoding)) return packed;
  try {
    return await UNPACKERS[encoding](packed, { maxOutputLength: answerBytes });
  } catch (error) {
    if (beyond === 'cut') return Buffer.alloc(0);
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(host, answerBytes, `unpacked ${encoding}`);
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function isPacked(encoding: string): encoding is keyof typeof UNPACKERS {
  return Object.hasOwn(UNPACKERS, encoding);
}

function tooLarge(host: string, answerBytes: number, detail: string): EgressError {
  return new EgressError('too_large', { host, limit: `${Math.floor(answerBytes / 1024)} KiB`, detail });
}
