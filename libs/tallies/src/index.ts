export * from './fold.service.js';
export { TALLY_METRICS } from './metrics.js';
export * from './tallies.module.js';
