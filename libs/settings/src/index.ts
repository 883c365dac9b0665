export * from './settings.js';
export * from './load.js';
export * from './environment.js';
export * from './source.js';
export * from './rules.js';
export * from './problems.js';
