import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectorManifest } from '../plugin-folder.js';

/** Drops a promise and then throws where nobody catches it, each time with its secret, once somebody puts a file there. */
const ENTRY = `
import { existsSync } from 'node:fs';
const calls = ['observeRate', 'classify', 'check', 'listShops', 'readSales', 'readShifts', 'lookUpSales', 'lookUpShifts'];
export default () => ({
  ...Object.fromEntries(calls.map((call) => [call, () => []])),
  authorization: (settings) => {
    if (existsSync(import.meta.dirname + '/now')) {
      const text = settings.password + ' ' + Buffer.from('leaky:' + settings.password).toString('base64');
      Promise.reject(new Error('dropped with ' + text));
      setTimeout(() => { throw Object.assign(new Error('thrown with ' + text), { url: 'https://x:' + text + '@pos' }); }, 100);
    }
    return {
      type: 'oauth2', authorizeUrl: 'https://leaky.example/authorize', tokenUrl: 'https://leaky.example/token',
      clientId: 'x', clientSecret: settings.password, scopes: [], pkce: true, rotatesRefreshTokens: true, revokedWhen: [],
    };
  },
});
`;

const MANIFEST = connectorManifest({
  id: 'leaky',
  name: 'Leaky',
  hosts: ['leaky.example'],
  settings: {
    type: 'object',
    additionalProperties: false,
    required: ['password'],
    properties: { password: { title: 'P', description: 'P.', type: 'string', minLength: 8, 'x-secret': true } },
  },
});

/** Installs the plugin, harmless as yet, and tells how to make it break. */
export function installLeakyPlugin(folder: string): () => void {
  const source = join(folder, 'leaky', 'src');
  mkdirSync(source, { recursive: true });
  const packageJson = { type: 'module', tillbridge: { manifest: 'manifest.json' } };
  writeFileSync(join(folder, 'leaky', 'package.json'), JSON.stringify(packageJson));
  writeFileSync(join(folder, 'leaky', 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(source, 'index.ts'), ENTRY);
  return () => writeFileSync(join(source, 'now'), '');
}
