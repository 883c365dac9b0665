export * from './fold.service.js';
export * from './tallies.module.js';
