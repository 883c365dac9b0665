export * from './delivery.service.js';
export type * from './delivery-work.js';
export * from './delivery.module.js';
export * from './location-day.js';
export * from './output-instance.js';
export type * from './sent-once.js';
export { isWaived, statusOn } from './status.js';
export type { DeliveryReport, PausedDelivery } from './report.js';
export { DELIVERY_METRICS } from './metrics.js';
export { dayState, type DayState, type DayStateFacts } from './day-state.js';
export {
  type DeliveryStandings,
  type DeliveryState,
  type OutputState,
  StandingsReader,
  type StandingsScope,
} from './standing/delivery-standings.js';
export type { LocationState } from './standing/places.js';
export { type BreakerState, breakerState } from './breaker/breaker.js';
export { breakerSource } from './breaker/breaker-source.js';
export { deliverySources } from './standing/sources.js';
export { deliveryHealth } from './standing/health-standings.js';
