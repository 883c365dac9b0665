export * from './metrics/definition.js';
export * from './metrics/meters.js';
export * from './logging/log.js';
