export * from './describe-connector.js';
export * from './connector-subject.js';
export * from './connector-proxy.js';
export * from './call-context.js';
export * from './describe-output.js';
export type { OutputSubject } from './output-subject.js';
export type { OutputReceiver, ReceivedRow } from './output-receiver.js';
