export * from './describe-connector.js';
