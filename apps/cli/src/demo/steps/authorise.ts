import type { Api } from '../processes/api.js';
import type { Stage } from '../stage.js';

/**
 * The whole way of an authorisation. The demo plays the owner of the account: it opens the page of the point of sale,
 * follows its link, and goes wherever it is sent then.
 */
export async function authorise(api: Api, connection: string, { say, texts, signal }: Stage): Promise<void> {
  say(texts.authorises);
  const address = await api.beginAuthorization(connection);
  say(texts.asked(withoutQuery(address)));
  const page = await (await fetch(address, { signal })).text();
  const link = /id="approve" href="([^"]*)"/.exec(page)?.[1];
  if (link === undefined) throw new Error(`the page of the point of sale has no link to follow: ${page}`);
  const consent = await fetch(new URL(link.replaceAll('&amp;', '&'), address), { redirect: 'manual', signal });
  say(texts.consented);
  const back = consent.headers.get('location') ?? '';
  const answer = await fetch(back, { signal });
  const told = await answer.text();
  if (!answer.ok) throw new Error(`${withoutQuery(back)} answered ${answer.status}: ${wordsOf(told)}`);
  say(texts.returned(withoutQuery(back)));
}

/** State and code are nobody's business. */
function withoutQuery(address: string): string {
  return address.replace(/\?.*/, '?...');
}

function wordsOf(page: string): string {
  return page
    .replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
