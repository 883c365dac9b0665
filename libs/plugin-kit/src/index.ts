export * from './contract/json.js';
export * from './contract/cause.js';
export * from './contract/record.js';
export * from './contract/manifest.js';
export * from './contract/connector.js';
export * from './contract/output.js';
export * from './causes.js';
export * from './manifest-schema.js';
