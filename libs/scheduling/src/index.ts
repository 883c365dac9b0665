export * from './dispatcher.js';
export { dueAfter } from './due.js';
export * from './import-job.js';
export * from './import-request.js';
export * from './problems.js';
export * from './working-right.js';
export { prepareStore } from './prepare-store.js';
export * from './scheduling.module.js';
