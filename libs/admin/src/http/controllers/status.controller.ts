import { Get } from '@nestjs/common';
import { type Instant, instantText, sayProblem } from '@tillbridge/domain';
import { PluginsService } from '../../plugins/plugins.service.js';
import { ScheduleService } from '../../schedule/schedule.service.js';
import { ApiController, Describe } from '../decorators.js';

@ApiController('schedule')
export class ScheduleController {
  constructor(private readonly schedule: ScheduleService) {}

  @Get()
  @Describe({
    summary: 'When each connection is read next, and what waits',
    example: { items: [{ connection: 'acme', active: true, nextDue: '2026-05-15T15:02:00Z' }] },
  })
  async list() {
    const items = (await this.schedule.list()).map(({ lastServed, nextDue, openJobs, ...rest }) => ({
      ...rest,
      lastServed: textOrNull(lastServed),
      nextDue: textOrNull(nextDue),
      openJobs: openJobs.map(({ requestedAt, notBefore, ...job }) => ({
        ...job,
        requestedAt: instantText(requestedAt),
        notBefore: textOrNull(notBefore),
      })),
    }));
    return { items };
  }
}

function textOrNull(instant: Instant | null): string | null {
  return instant === null ? null : instantText(instant);
}

@ApiController('plugins')
export class PluginsController {
  constructor(private readonly plugins: PluginsService) {}

  @Get()
  @Describe({
    summary: 'The connectors and outputs that are there, and why one cannot be used',
    example: {
      items: [{ id: 'csv', kind: 'output', version: '0.1.0', stability: 'beta', state: 'found', folder: null }],
    },
  })
  list() {
    const items = this.plugins.list().map(({ problem, ...plugin }) => ({
      ...plugin,
      problem: problem === null ? null : { code: problem.code, ...sayProblem(problem) },
    }));
    return { items };
  }
}
