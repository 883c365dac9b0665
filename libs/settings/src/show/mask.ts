/** What stands in the place of a secret. */
export const MASK = 'set';

const SECRET_NAME = /secret|token|password|passwd|passphrase|credential|authorization|api[-_]?key|private[-_]?key/i;

/** Whether a key of this name holds a secret, whatever its value. */
export function namesSecret(key: string): boolean {
  return SECRET_NAME.test(key);
}

/**
 * The same text with the password of a URL, and any secret among its query parameters, replaced by `***`. A password
 * may hold `/` or `@` although it should not, so everything up to the last `@` is taken for it, misspelt scheme or not.
 */
export function maskedUrl(text: string): string {
  return maskedUser(text).replace(/([?&])([^=&#?]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
    namesSecret(name) ? `${mark}${name}=***` : whole,
  );
}

function maskedUser(text: string): string {
  const scheme = text.indexOf('://');
  const at = text.lastIndexOf('@');
  const colon = text.indexOf(':', scheme < 0 ? 0 : scheme + '://'.length);
  return at < 0 || colon < 0 || colon > at ? text : `${text.slice(0, colon)}:***${text.slice(at)}`;
}
