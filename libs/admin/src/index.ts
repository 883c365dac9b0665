export * from './admin.module.js';
export * from './named.js';
export * from './problems.js';
