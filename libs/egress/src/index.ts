export { Egress, openEgress, type EgressRequest, type EgressResponse } from './egress.js';
export { EgressError, type EgressReason } from './error.js';
export { DEFAULT_LIMITS, type EgressLimits } from './limits.js';
export { EGRESS_PROBLEMS } from './problems.js';
export { abortable } from './abortable.js';
