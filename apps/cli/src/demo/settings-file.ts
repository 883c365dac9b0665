import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layout, shown } from './layout.js';
import type { Address } from './processes/simulator.js';

const OWNER_ONLY = 0o600;

export interface SettingsParts {
  readonly simulator: Address;
  readonly receiver: { readonly url: string; readonly secret: string };
  /** Of the program itself, and of the database output. */
  readonly databases: { readonly store: string; readonly warehouse: string };
  readonly port: number;
}

/** The settings of the demo: short enough to be read, and what real ones look like. */
export function writeSettingsFile(layout: Layout, { simulator, receiver, databases, port }: SettingsParts): void {
  const clientSecret = secretFile(layout, 'client-secret', simulator.clientSecret);
  const hookSecret = secretFile(layout, 'webhook-secret', receiver.secret);
  const path = (absolute: string): string => shown(layout, absolute);
  const shownUrl = (url: string): string => (url.startsWith('sqlite:') ? `sqlite:${path(url.slice(7))}` : url);
  writeFileSync(
    layout.settingsFile,
    `# The settings of the demo. Relative paths begin at the folder in which a command is run.
dataDirectory: ${path(join(layout.folder, 'data'))}
database: { url: "${shownUrl(databases.store)}" }
server: { port: ${port} }               # API, health, metrics, and where the browser comes back to

plugins: { directories: ["${path(layout.pluginFolder)}"] }

connections:
  - id: acme                          # what commands call this connection
    label: Acme Outdoor
    connector: lightspeed-r           # the plugin that knows this point of sale
    redirectUri: http://localhost:${port}/oauth/callback   # the real POS takes HTTPS alone, the simulator of the demo this too
    settings:                         # what that plugin needs
      apiUrl: ${simulator.apiUrl}     # the simulator; left out, the real POS
      authUrl: ${simulator.authUrl}
      clientId: ${simulator.clientId}
      clientSecret: \${file:${clientSecret}}      # secrets stand in files of their own or in the environment
    schedule: { type: every, minutes: 1 }   # for a demo; { type: hourly, startTime: "00:02" } is usual
    locations:                        # which shop of the POS feeds which TMAS location
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }

# Time may pass faster at the POS of the demo than here: each import reads a day again, and finds what was edited since.
reading: { recentLookback: 26h }

outputs:
  # One signed message a location and date.
  - { id: hook, kind: webhook, url: "${receiver.url}", secret: "\${file:${hookSecret}}" }
  # Exactly what TMAS imports. "repeat: overwrites": TMAS replaces an hour that it already has.
  - { id: tmas, kind: csv, layout: tmas, directory: ${path(layout.csv.tmas)}, repeat: overwrites }
  # For analysts: one row a cell, raw figures first, then the derived ones.
  - { id: analysts, kind: csv, layout: tally, directory: ${path(layout.csv.tally)} }
  # Two tables and two views in a database.
  - { id: warehouse, kind: database, url: "${shownUrl(databases.warehouse)}" }
`,
  );
}

function secretFile(layout: Layout, name: string, secret: string): string {
  const file = join(layout.folder, name);
  writeFileSync(file, `${secret}\n`, { mode: OWNER_ONLY });
  return shown(layout, file);
}
