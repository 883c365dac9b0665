/**
 * The ways in which a text may stand in a line: as it is, inside JSON (once or twice), in a URL, in a form, in hex, and
 * in base64 wherever in a longer text it begins, as in a Basic `Authorization` header.
 */
export function encodedForms(secret: string): string[] {
  const json = inJson(secret);
  const url = encodeURIComponent(secret);
  const strict = url.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const base64 = [0, 1, 2].flatMap((before) => insideBase64(secret, before));
  const forms = [secret, json, inJson(json), url, strict, form, Buffer.from(secret).toString('hex'), ...base64];
  return [...new Set([...forms, ...forms.filter((each) => each.includes('%')).map(lowerEscapes)])];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function lowerEscapes(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

/**
 * The base64 characters that depend on the secret alone when `before` bytes precede it. Those at either end also encode
 * bits of its neighbours and are left out.
 */
function insideBase64(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return [bytes.toString('base64').slice(first, last), bytes.toString('base64url').slice(first, last)];
}
