import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { KeysService } from '@tillbridge/admin';
import { AdminHttpModule, setUpApi } from '@tillbridge/admin/http';
import { configure, wire } from '@tillbridge/application';
import { Dispatcher } from '@tillbridge/scheduling';
import type { Meters } from '@tillbridge/observability';
import type { Store } from '@tillbridge/store';
import supertest from 'supertest';
import type { Workplace } from '../support/workplace.ts';

@Module({})
class Root {}

/** The HTTP API over a workplace, and somebody with a key in front of it. */
export class ApiDesk {
  private constructor(
    readonly app: NestExpressApplication,
    readonly store: Store,
    /** The key of the first start, or another one from the second on. */
    readonly key: string,
    /** Every counter that was raised, with its labels. */
    readonly counted: readonly string[],
    private readonly end: () => Promise<void>,
  ) {}

  static async open(workplace: Workplace, now = (): number => workplace.simulator.now()): Promise<ApiDesk> {
    const configured = await configure({
      file: workplace.settingsFile,
      environment: { LIGHTSPEED_SECRET: workplace.simulator.clientSecret },
      workingDirectory: workplace.folder,
      entry: 'source',
    });
    const clock = { now };
    const meters: Meters = {
      add: (metric, labels) => void counted.push(`${metric.name} ${Object.values(labels).join(' ')}`),
      set: () => undefined,
      observe: () => undefined,
    };
    const counted: string[] = [];
    const parts = { ...configured, meters, clock, command: 'test', wait: 20_000, signal: new AbortController().signal };
    const wiring = await wire(parts);
    const api = AdminHttpModule.register({ imports: [wiring.module], clock });
    const root = { module: Root, imports: [wiring.module, api] };
    const app = await NestFactory.create<NestExpressApplication>(root, {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    });
    setUpApi(app);
    await app.init();
    const keys = app.get(KeysService);
    const first = await keys.ensureFirstKey();
    const made = first ?? (await keys.create('again', { actor: 'test', reason: null, requestId: null })).key;
    const end = async (): Promise<void> => {
      await wiring.release();
      await app.close();
    };
    return new ApiDesk(app, wiring.store, made, counted, end);
  }

  /** Without a key. */
  anonymous() {
    return supertest(this.app.getHttpServer());
  }

  get(path: string) {
    return this.anonymous().get(path).set('authorization', `Bearer ${this.key}`);
  }

  post(path: string, body?: object) {
    return this.anonymous().post(path).set('authorization', `Bearer ${this.key}`).send(body);
  }

  put(path: string, body: object) {
    return this.anonymous().put(path).set('authorization', `Bearer ${this.key}`).send(body);
  }

  delete(path: string) {
    return this.anonymous().delete(path).set('authorization', `Bearer ${this.key}`);
  }

  get dispatcher(): Dispatcher {
    return this.app.get(Dispatcher);
  }

  async close(): Promise<void> {
    await this.end();
  }
}
