import { join, relative } from 'node:path';

/** Where everything of the demo lies. */
export interface Layout {
  /** The folder that the demo was started in; relative paths of the settings begin there. */
  readonly workingDirectory: string;
  readonly folder: string;
  readonly settingsFile: string;
  readonly logFile: string;
  readonly keyFile: string;
  readonly storeFile: string;
  readonly warehouseFile: string;
  readonly csv: { readonly tmas: string; readonly tally: string };
  readonly pluginFolder: string;
  readonly commandFile: string;
  readonly simulatorFile: string;
  readonly guardFile: string;
}

/** Tests run the sources; then whatever the demo starts is run from its sources too. */
const [FORM, ENDING] = import.meta.filename.endsWith('.ts') ? ['src', 'ts'] : ['dist', 'js'];

/** From apps/cli/dist/demo up to the top of the project. */
const PROJECT = join(import.meta.dirname, '..', '..', '..', '..');

export function layOut(workingDirectory: string): Layout {
  const folder = join(workingDirectory, 'var', 'demo');
  return {
    workingDirectory,
    folder,
    settingsFile: join(folder, 'tillbridge.yaml'),
    logFile: join(folder, 'tillbridge.log'),
    keyFile: join(folder, 'api-key'),
    storeFile: join(folder, 'data', 'tillbridge.db'),
    warehouseFile: join(folder, 'warehouse.db'),
    csv: { tmas: join(folder, 'csv', 'tmas'), tally: join(folder, 'csv', 'tally') },
    pluginFolder: join(PROJECT, 'plugins'),
    commandFile: join(PROJECT, 'apps', 'cli', FORM, `main.${ENDING}`),
    simulatorFile: join(PROJECT, 'apps', 'simulator', FORM, `main.${ENDING}`),
    guardFile: join(import.meta.dirname, 'processes', `guard.${ENDING}`),
  };
}

/** As a reader would type it in the folder where the demo was started. */
export function shown({ workingDirectory }: Layout, path: string): string {
  return relative(workingDirectory, path) || '.';
}
