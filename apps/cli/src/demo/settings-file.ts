import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layout, shown } from './layout.js';
import type { RunningSimulator } from './simulator.js';

const OWNER_ONLY = 0o600;

/** The file that the commands of the demo are given: short enough to be read, and what a real one looks like. */
export function writeSettingsFile(layout: Layout, simulator: RunningSimulator): void {
  const secret = join(layout.folder, 'client-secret');
  const token = join(layout.folder, 'refresh-token');
  writeFileSync(secret, `${simulator.clientSecret}\n`, { mode: OWNER_ONLY });
  writeFileSync(token, `${simulator.refreshToken}\n`, { mode: OWNER_ONLY });
  const path = (absolute: string): string => shown(layout, absolute);
  writeFileSync(
    layout.settingsFile,
    `# The settings of the demo. Relative paths begin at the folder in which a command is run.
dataDirectory: ${path(join(layout.folder, 'data'))}
database: { url: "sqlite:${path(layout.database)}" }

plugins: { directories: ["${path(layout.pluginFolder)}"] }

connections:
  - id: acme                          # what commands call this connection
    label: Acme Outdoor
    connector: lightspeed-r           # the plugin that knows this point of sale
    settings:                         # what that plugin needs
      apiUrl: ${simulator.apiUrl}     # the simulator; left out, the real POS
      authUrl: ${simulator.authUrl}
      clientId: ${simulator.clientId}
      clientSecret: \${file:${path(secret)}}      # secrets stand in files of their own or in the environment
      refreshToken: \${file:${path(token)}}       # a first token; usually "tillbridge connect" gets one in the browser
    locations:                        # which shop of the POS feeds which TMAS location
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }

outputs:
  # Exactly what TMAS imports. "repeat: overwrites": TMAS replaces an hour that it already has.
  - { id: tmas, kind: csv, layout: tmas, directory: ${path(layout.outputs.tmas)}, repeat: overwrites }
  # For analysts: one row a cell, raw figures first, then the derived ones.
  - { id: analysts, kind: csv, layout: tally, directory: ${path(layout.outputs.tally)} }
`,
  );
}
