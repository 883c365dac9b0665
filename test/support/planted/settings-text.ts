import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Parts, PUBLIC } from './parts.ts';

interface SettingsOfScene extends Parts {
  /** Of the service. */
  readonly port: number;
  readonly storePassword: string;
}

/** What an operator would write, with a planted secret wherever the file may have one. */
export function settingsText(text: string, parts: SettingsOfScene): string {
  const { canaries, workplace, pos, store, storeDoor, port, storePassword } = parts;
  const second = workplace.simulator.issueRefreshToken();
  const proxyPassword = canaries.plain('password of the proxy');
  const storeUrl =
    store === null
      ? workplace.databaseUrl
      : `postgresql://${store.name}:${encodeURIComponent(storePassword)}@127.0.0.1:${storeDoor?.port ?? 0}/${store.database}`;
  const beta = `  - id: beta
    connector: lightspeed-r
    active: false
    settings:
      apiUrl: ${pos.origin}/API/V3
      authUrl: ${pos.origin}/auth/oauth
      clientId: beta
      clientSecret: "${canaries.plain('client secret of beta')}"
      refreshToken: "${canaries.plant('first token of beta', second)}"
  - id: leaky
    connector: leaky
    active: false
    settings: { password: "${canaries.plain('password of a plugin')}" }
outputs:
`;
  const head = `server: { port: ${port}, publicUrl: "${PUBLIC}" }\nnetwork: { proxy: "http://gate:${proxyPassword}@127.0.0.1:9", noProxy: ["127.0.0.1"] }\n`;
  return (
    head +
    text
      .replaceAll(workplace.simulator.origin, pos.origin)
      .replace('directories: [', `directories: ["${join(workplace.folder, 'connectors')}", `)
      .replace(workplace.databaseUrl, () => storeUrl)
      .replace(/outputs:\n[\s\S]*$/, () => beta + outputs(parts))
  );
}

function outputs(parts: SettingsOfScene): string {
  const { canaries, workplace, receiver, warehouse, warehouseDoor } = parts;
  const signing = (name: string): string => {
    const bytes = randomBytes(32);
    canaries.plant(`bytes of the ${name}`, bytes.toString('hex'));
    return `whsec_${canaries.plant(name, bytes.toString('base64'))}`;
  };
  const [path, query] = [canaries.plain('path of the hook'), canaries.plain('query of the hook')];
  return `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }
  - { id: analysts, kind: csv, layout: tally, directory: tally }
  - id: hook
    kind: webhook
    url: "${receiver.origin}/${path}?token=${query}"
    secret: "${signing('webhook secret')}"
    previousSecrets: ["${signing('former webhook secret')}"]
    headers: { Authorization: "Bearer ${canaries.plain('bearer of the hook')}", X-Gateway: "${canaries.fresh('header of the hook', '/+&=')}" }
  - id: warehouse
    kind: database
    url: "postgresql://${warehouse.name}@127.0.0.1:${warehouseDoor.port}/${warehouse.database}"
    password: "\${file:${join(workplace.folder, 'warehouse.secret')}}"
    connectSeconds: 2
`;
}
