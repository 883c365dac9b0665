import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RateTraits, Stability } from '@tillbridge/plugin-kit';
import { connectorManifest, writePlugin as writePluginFolder } from '../../../../test/support/plugin-folder.js';

/**
 * A connector on disk, as a third party would ship it: it imports nothing of ours. It follows `next` of each answer
 * and hands the POS's records on as they are.
 */
const ENTRY = `
const causes = { 401: 'auth.expired', 403: 'permission.missing', 429: 'rate.limited' };
async function* read(context, path) {
  let url = context.settings.apiUrl + path;
  while (url !== null) {
    const body = JSON.parse((await context.request({ url, cost: 1 })).text);
    url = body.next ?? null;
    yield { records: body.records, quarantined: [], checkpoint: null, done: url === null && body.open !== true };
  }
}
export default () => ({
  authorization: (settings) => ({
    type: 'oauth2', authorizeUrl: settings.apiUrl + '/authorize', tokenUrl: settings.apiUrl + '/token',
    clientId: settings.clientId, clientSecret: settings.clientSecret, scopes: ['read'], pkce: true,
    firstRefreshToken: settings.refreshToken, rotatesRefreshTokens: true,
    revokedWhen: [{ status: 400, error: 'invalid_grant' }],
  }),
  observeRate: ({ status, headers }) => ({
    ...('x-level' in headers ? { level: Number(headers['x-level']) } : {}),
    ...(status === 429 ? { waitMilliseconds: 1000 * Number(headers['retry-after'] ?? 1) } : {}),
  }),
  classify: ({ status, headers }) => ({
    $cause: 1, message: 'HTTP ' + status, code: causes[status] ?? 'upstream.unavailable',
  }),
  check: async (context) => {
    context.log('warn', 'the session is old', { days: 9 });
    await context.request({
      url: context.settings.apiUrl + '/session', headers: { 'X-Note': 'hello', Authorization: 'Bearer another' },
    });
    return [{ capability: 'auth', status: 'ok', evidence: context.connection.scopes.join(' ') }];
  },
  listShops: async (context) => JSON.parse((await context.request({ url: context.settings.apiUrl + '/shops' })).text),
  readSales: (context) => read(context, '/sales'),
  readShifts: async function* (context) {
    if (context.settings.mood === 'throws') throw new TypeError('x is not a function');
    if (context.settings.mood === 'hangs') await new Promise(() => {});
    yield* read(context, '/shifts');
  },
  lookUpSales: async (context) => JSON.parse((await context.request({ url: context.settings.apiUrl + '/looked-up' })).text),
  lookUpShifts: async () => [],
});
`;

const text = { type: 'string', title: 'Text', description: 'Text.' };

/** Writes the plugin into a directory of its own and returns that directory. */
export async function writePlugin(
  rate: RateTraits = { capacity: 100, refillPerSecond: 1, maxConcurrent: 2 },
  stability: Stability = 'beta',
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tillbridge-plugins-'));
  const manifest = connectorManifest({
    stability,
    rate,
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['apiUrl', 'clientId', 'clientSecret'],
      properties: {
        apiUrl: { ...text, format: 'uri', 'x-origin': true },
        clientId: text,
        clientSecret: { ...text, 'x-secret': true },
        refreshToken: { ...text, 'x-secret': true },
        mood: { ...text, default: 'calm' },
      },
    },
  });
  await writePluginFolder(join(directory, 'corner-till'), { manifest, entry: ENTRY });
  return directory;
}
