import type { Phrase } from '../check/phrase.js';
import type { DatabaseSettings } from '../settings.js';
import { textLeaf, type Reading } from './leaf.js';

/** The path of a file or folder; where it lies is worked out by the loader. */
export function path() {
  const expected = { en: 'a path that is not empty', fr: 'un chemin non vide' };
  return textLeaf(expected, (text) => (isPath(text) ? { value: text } : { problem: 'settings.bad_path', expected }));
}

function isPath(text: string): boolean {
  return text.trim() !== '' && !text.includes('\0');
}

const DATABASE_URL = {
  en: 'sqlite:<path> or postgresql://<user>:<password>@<host>:<port>/<database>',
  fr: 'sqlite:<chemin> ou postgresql://<utilisateur>:<mot de passe>@<hôte>:<port>/<base>',
};

/** Decides which of the two databases is used; the path of a SQLite file is still as it was written. */
export function databaseUrl() {
  return textLeaf(DATABASE_URL, (text): Reading<DatabaseSettings> => {
    if (text.startsWith('sqlite:') && isFile(text.slice('sqlite:'.length)))
      return { value: { kind: 'sqlite', path: text.slice('sqlite:'.length) } };
    if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { value: { kind: 'postgresql', url: text } };
    return { problem: 'settings.bad_url', expected: DATABASE_URL };
  });
}

/** `//host/...` would be the share of another machine, where SQLite's locks do not hold; `:memory:` keeps nothing. */
function isFile(text: string): boolean {
  return isPath(text) && !/^\/\/(?!\/)/.test(text) && !text.startsWith(':') && !text.includes('?');
}

const PUBLIC_URL = {
  en: 'https://<host>[:<port>], or http:// for localhost, without path, query, user or a dot at the end of the host',
  fr: 'https://<hôte>[:<port>], ou http:// pour localhost, sans chemin, requête, utilisateur ni point à la fin de l’hôte',
};

/** Where browsers reach this program: an origin, without a slash at its end. */
export function publicUrl() {
  return textLeaf(PUBLIC_URL, (text) => {
    const url = webUrl(text);
    const bare = url !== null && url.pathname === '/' && !/[?#]/.test(text) && !url.hostname.endsWith('.');
    return bare && isSafe(url) ? { value: url.origin } : { problem: 'settings.bad_url', expected: PUBLIC_URL };
  });
}

const REDIRECT_URI = {
  en: 'https://<host>/<path>, or http:// for localhost, without user or fragment',
  fr: 'https://<hôte>/<chemin>, ou http:// pour localhost, sans utilisateur ni fragment',
};

/** The redirect address registered with the POS, kept letter by letter: it is compared so. */
export function redirectUri() {
  return textLeaf(REDIRECT_URI, (text) => {
    const url = webUrl(text);
    return url !== null && isSafe(url) && !text.includes('#')
      ? { value: text }
      : { problem: 'settings.bad_url', expected: REDIRECT_URI };
  });
}

const PROXY_URL: Phrase = {
  en: 'http://<host>:<port> or https://<host>:<port>',
  fr: 'http://<hôte>:<port> ou https://<hôte>:<port>',
};

export function proxyUrl() {
  return textLeaf(PROXY_URL, (text) =>
    /^https?:\/\//i.test(text) && URL.canParse(text)
      ? { value: text }
      : { problem: 'settings.bad_url', expected: PROXY_URL },
  );
}

/** The address of a web page that carries no user; null for anything else. */
function webUrl(text: string): URL | null {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text)) return null;
  const url = URL.parse(text);
  return url === null || text.includes('@') || url.username !== '' || url.password !== '' ? null : url;
}

function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
