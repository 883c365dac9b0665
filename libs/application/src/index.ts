export * from './application.js';
export { configure, type Configured } from './configuration/configure.js';
export { OWN_PLUGINS } from './configuration/plugin-directories.js';
export * from './problems.js';
export * from './watching.js';
