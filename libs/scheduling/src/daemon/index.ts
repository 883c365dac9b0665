export { ScheduleMetrics } from '../standing/schedule-metrics.js';
export { Scheduler } from './scheduler.js';
export { SchedulerModule, type SchedulerOptions } from './scheduler.module.js';
