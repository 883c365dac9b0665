import type { Phrase } from '../check/phrase.js';
import { currentUser, errnoOf, readBytes } from './bytes.js';
import type { Report } from './report.js';

const LARGEST_FILE = 1024 * 1024;

/** The text of the settings file without its byte order mark; null after a problem was reported. */
export function readText(report: Report): string | null {
  try {
    const { bytes, tooLarge } = readBytes(report.file, LARGEST_FILE);
    if (tooLarge) {
      report.add('settings.too_large', { limit: LARGEST_FILE }, { expected: { en: 'bytes', fr: 'octets' } });
      return null;
    }
    return decode(bytes, report);
  } catch (error) {
    report.add('settings.file_unreadable', { errno: errnoOf(error), user: currentUser() });
    return null;
  }
}

function decode(bytes: Uint8Array, report: Report): string | null {
  const reason = otherEncoding(bytes);
  if (reason === null) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  report.add('settings.bad_encoding', {}, { reason });
  return null;
}

function otherEncoding(bytes: Uint8Array): Phrase | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { en: 'it is UTF-16', fr: 'il est en UTF-16' };
  if (bytes.includes(0))
    return { en: 'it holds zero bytes, as UTF-16 does', fr: 'il contient des octets nuls, comme l’UTF-16' };
  return isUtf8(bytes)
    ? null
    : { en: 'it holds bytes that no UTF-8 has', fr: 'il contient des octets étrangers à l’UTF-8' };
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
