export { run } from './command-line.js';
export type { Io } from './io.js';
export { Interrupted } from './interrupted.js';
export { runInProcess } from './process.js';
