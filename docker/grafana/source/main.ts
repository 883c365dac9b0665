/** `npm run dashboards:generate` writes the files that Grafana reads; a spec compares them with what is told here. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFiles } from './files.ts';

const FOLDER = join(import.meta.dirname, '..', 'dashboards');

for (const [name, text] of await dashboardFiles()) writeFileSync(join(FOLDER, name), text);
