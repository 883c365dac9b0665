export { sayEvidence } from './evidence.js';
export * from './kinds.js';
export * from './problems.js';
