import type { LoggerService } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Wiring } from '@tillbridge/application';
import { SECOND } from '@tillbridge/domain';
import { closeServer } from './web/close-server.js';

/** For answers that are on their way. */
const ANSWERS = 3 * SECOND;

export interface Running {
  readonly app: NestExpressApplication;
  readonly wiring: Wiring;
  readonly log: Pick<LoggerService, 'log' | 'warn'>;
}

/** Not ready any more, then nothing new, then what is in hand, then the web server, at last the database. */
export async function stop({ app, wiring }: Running): Promise<void> {
  await closeServer(app.getHttpServer(), ANSWERS);
  await wiring.release();
  await app.close();
}
