import { type ConnectionSchedule, scheduleStatus } from '@tillbridge/scheduling';
import type { AdminScope } from '../scope.js';

export class ScheduleService {
  constructor(private readonly scope: Pick<AdminScope, 'store' | 'settings' | 'clock'>) {}

  /** When each connection is read next, and what waits. */
  async list(): Promise<ConnectionSchedule[]> {
    return scheduleStatus(this.scope.store, this.scope);
  }
}
