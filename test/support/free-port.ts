/** The demo has the same use for it, and may import nothing of the tests. */
export { freePort } from '../../apps/cli/src/demo/processes/free-port.ts';
