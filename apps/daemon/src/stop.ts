import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Wiring } from '@tillbridge/application';
import { SECOND } from '@tillbridge/domain';
import type { Scheduler } from '@tillbridge/scheduling/daemon';
import type { Observation } from './observation.js';
import { closeServer } from './web/close-server.js';

/**
 * Milliseconds for answers that are under way. Together with what the scheduler may take this stays below the 25
 * seconds that are promised.
 */
const ANSWERS = 2 * SECOND;
const DATABASE = 2 * SECOND;

export interface Running {
  readonly app: NestExpressApplication;
  readonly wiring: Pick<Wiring, 'release'>;
  readonly scheduler: Pick<Scheduler, 'stop'>;
  readonly watch: Observation;
}

/**
 * Stops in order: it is no longer ready, begins nothing new, commits or leaves whole what is in hand, closes the web
 * server and at last the database. What does not end in its time is broken off by the end of the process; like a kill,
 * that does no harm.
 */
export async function stop({ app, wiring, scheduler, watch }: Running): Promise<void> {
  const { log, shutdown } = watch;
  shutdown.begin();
  log.write('info', { event: 'daemon.stopping', component: 'daemon', message: 'what is in hand is brought to an end' });
  await scheduler.stop();
  await closeServer(app.getHttpServer(), ANSWERS);
  const closed = app.close().then(() => wiring.release());
  if (!(await endsWithin(closed, DATABASE)))
    log.write('warn', { event: 'daemon.cut_off', component: 'daemon', message: 'something did not end in time' });
  log.write('info', { event: 'daemon.stopped', component: 'daemon', message: 'ended' });
}

async function endsWithin(work: Promise<void>, limit: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), limit);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
