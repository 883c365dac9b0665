import { invalidRequest } from './failures.js';

/** Reads the fields of a form in any of the three encodings that clients use; repeated fields keep the last. */
export function readForm(contentType: string, body: Buffer): Map<string, string> {
  const type = contentType.toLowerCase();
  if (type.startsWith('application/json')) return readJson(body.toString('utf8'));
  if (type.startsWith('multipart/form-data')) return readMultipart(contentType, body.toString('utf8'));
  return new Map(new URLSearchParams(body.toString('utf8')));
}

function readJson(text: string): Map<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw invalidRequest('ASSUMED WORDING: the body is no valid JSON');
  }
  const fields = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return fields;
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean')
      fields.set(name, String(entry));
  }
  return fields;
}

function readMultipart(contentType: string, text: string): Map<string, string> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const fields = new Map<string, string>();
  if (boundary === undefined) return fields;
  for (const part of text.split('--' + boundary)) {
    const split = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/i.exec(part.slice(0, Math.max(0, split)))?.[1];
    if (name !== undefined) fields.set(name, part.slice(split + 4).replace(/\r\n$/, ''));
  }
  return fields;
}
