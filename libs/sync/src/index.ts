export { checkRequest } from './check-request.js';
export { withMappedShops } from './mapped-shops.js';
export * from './pos-calls.js';
export * from './problems.js';
export { SYNC_METRICS } from './metrics.js';
export { syncSources, type SourceScope } from './sources.js';
export * from './sync.module.js';
export * from './sync.service.js';
export { type Depth, DEPTHS, requestedDates, type SyncRequest } from './window.js';
