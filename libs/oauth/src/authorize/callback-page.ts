import { createHash } from 'node:crypto';
import type { Language } from '@tillbridge/domain';

/** In the colours that the reader's device prefers, and as wide as a line is read well. */
const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 36rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25 }`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing of the page is kept, framed, run or told to the next site: its address holds a code. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The page that a browser shows when it comes back from the POS. Every text is escaped. */
export function callbackPage(title: string, paragraphs: readonly string[], language: Language): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${body}
</body></html>
`;
}

/** 403 where the answer belongs to somebody else, 400 for everything else that could not be used. */
export function callbackStatus(code: string | null): number {
  if (code === null) return 200;
  return code === 'oauth.state_foreign' ? 403 : 400;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
