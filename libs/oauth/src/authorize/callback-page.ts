import type { Language } from '@tillbridge/domain';

/** Nothing of the page is kept, framed, run or told to the next site: its address holds a code. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The page that a browser shows when it comes back from the POS. Every text is escaped. */
export function callbackPage(title: string, paragraphs: readonly string[], language: Language): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
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
