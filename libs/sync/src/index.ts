export { checkRequest } from './check-request.js';
export * from './pos-calls.js';
export * from './problems.js';
export * from './sync.module.js';
export * from './sync.service.js';
export { type Depth, DEPTHS, requestedDates, type SyncRequest } from './window.js';
