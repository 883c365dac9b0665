export { run } from './command-line.js';
export type { Io } from './io.js';
export { Interrupted } from './interrupted.js';
export { openApplication, type Application, type ApplicationParts } from './application.js';
export { configure, type Configured } from './configuration/configure.js';
