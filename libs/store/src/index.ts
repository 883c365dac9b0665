export * from './database/store.js';
