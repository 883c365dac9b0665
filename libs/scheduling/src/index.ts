export * from './dispatcher.js';
export * from './import-job.js';
export * from './import-request.js';
export * from './problems.js';
export * from './working-right.js';
export { prepareStore } from './prepare-store.js';
export * from './scheduling.module.js';
