import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { ALONE } from './alone.ts';

/** The redirect address of the specs. This file does what a person's browser does between the link and that address. */
export const REDIRECT = 'https://localhost/oauth/callback';

/** The link that a command printed. */
export function linkIn(said: string): string {
  const link = /https?:\/\/\S+\/authorize\?\S+/.exec(said)?.[0];
  if (link === undefined) throw new Error(`no link was printed: ${said}`);
  return link;
}

/** Opens the page of consent, clicks, and tells where the browser is sent. */
export async function click(link: string, button: 'approve' | 'deny'): Promise<string> {
  const page = await (await fetch(link, { headers: ALONE })).text();
  const target = new RegExp(`id="${button}" href="([^"]*)"`).exec(page)?.[1];
  if (target === undefined) throw new Error(`the page has no such button: ${page}`);
  const answer = await fetch(new URL(target.replaceAll('&amp;', '&'), link), { headers: ALONE, redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

/** A request that a browser would not make, as any program on this machine can. */
export function visit(
  address: string,
  options: { readonly method?: string; readonly host?: string; readonly ca?: Buffer } = {},
): Promise<{ readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, unknown>> }> {
  return new Promise((resolve, reject) => {
    const headers = { ...ALONE, ...(options.host === undefined ? {} : { host: options.host }) };
    const request = address.startsWith('https:') ? httpsRequest : httpRequest;
    const { method = 'GET', ca } = options;
    const sent = request(address, { method, headers, ...(ca === undefined ? {} : { ca }) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
