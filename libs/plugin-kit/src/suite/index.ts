export * from './describe-connector.js';
export * from './describe-output.js';
export type { OutputReceiver, ReceivedRow } from './output-receiver.js';
