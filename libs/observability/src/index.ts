export * from './metrics/definition.js';
export * from './metrics/meters.js';
