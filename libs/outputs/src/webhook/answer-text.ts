import type { WebhookSettings } from './settings.js';

/** What is kept of an answer, in UTF-16 units; people need its first words, and it is stored with each failed day. */
export const KEPT_ANSWER = 500;

/** More than that is not even searched for what calls itself a secret. */
const LOOKED_AT = 8 * 1024;

const MASK = '***';
/** Shorter ones would blot out half of any text. */
const SHORTEST_SECRET = 4;
const WHSEC = /whsec_[A-Za-z0-9+/=_-]+/g;
const SIGNATURE = /\bv1a?,[A-Za-z0-9+/=]{20,}/g;
/* Every repetition that may begin anywhere is bounded: a hostile answer must not make these crawl. */
const PASSWORD_IN_URL = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,100}):[^\s@/]{0,200}@/gi;
const BEARER = /\b(Bearer|Basic)\s{1,5}[\w+/=.~-]+/gi;
const NAMED =
  /((?:secret|token|password|passwd|passphrase|credential|authorization|signature|api[-_]?key|private[-_]?key)["']?\s{0,5}[:=]\s{0,5})(?:"[^"]*"?|'[^']*'?|[^\s,;&}<]+)/gi;
// oxlint-disable-next-line no-control-regex -- the control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]+/g;

/**
 * The beginning of what a receiver answered, on one line and without any secret that it may have repeated: those of
 * the settings, and whatever calls itself one (I6).
 */
export function answerExcerpt(text: string, settings: WebhookSettings): string {
  let shown = text;
  for (const secret of secretsOf(settings)) shown = shown.replaceAll(secret, MASK);
  shown = shown.slice(0, LOOKED_AT).replace(WHSEC, MASK).replace(SIGNATURE, MASK);
  shown = shown.replace(PASSWORD_IN_URL, `$1:${MASK}@`).replace(BEARER, `$1 ${MASK}`).replace(NAMED, `$1${MASK}`);
  shown = shown.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  return shown.length > KEPT_ANSWER ? `${shown.slice(0, KEPT_ANSWER)}…` : shown;
}

/** Longest first, so that no part of one is left standing by another. */
function secretsOf({ url, secrets, headers }: WebhookSettings): readonly string[] {
  const { pathname = '', search = '' } = URL.parse(url) ?? {};
  const texts = [
    url,
    `${pathname}${search}`,
    ...new URLSearchParams(search).values(),
    ...secrets.flatMap((secret) => [secret, secret.replace('whsec_', '')]),
    ...Object.values(headers).flatMap((value) => [value, ...value.split(' ')]),
  ];
  return [...new Set(texts.filter((text) => text.length >= SHORTEST_SECRET).flatMap(spellingsOf))].sort(
    (left, right) => right.length - left.length,
  );
}

/** As it stands, in a query, and in JSON as some write it. */
function spellingsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')];
}
