export { runDaemon, type DaemonIo, type DaemonParts, type Incidents } from './daemon.js';
export { DAEMON_PROBLEMS } from './problems.js';
