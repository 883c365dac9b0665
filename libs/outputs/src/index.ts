export * from './kinds.js';
export * from './problems.js';
