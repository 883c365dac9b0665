import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, jest } from '@jest/globals';
import { breakerOf, nextAttemptAt, type OutputBreaker, Store } from '@tillbridge/store';
import type { Child } from '../support/child.ts';
import { ChildScheduler } from '../support/child-scheduler.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import type { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Whole processes start and stop here. */
jest.setTimeout(180_000);

/** A receiver that answers as it is told to, and counts whatever comes. */
class CountingReceiver {
  requests = 0;
  status = 503;
  readonly taken = new Set<string>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.requests += 1;
        const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { location: string; date: string } };
        if (this.status < 300) this.taken.add(`${data.location} ${data.date}`);
        response.writeHead(this.status).end();
      });
    });
  }

  static async open(): Promise<CountingReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CountingReceiver(server);
  }

  /** The list below `outputs:`. */
  get settings(): string {
    const { port } = this.server.address() as AddressInfo;
    return `  - { id: hook, kind: webhook, url: "http://127.0.0.1:${port}/", secret: "${SECRET}", since: 2d }\n`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A service in a process of its own that has failed at its receiver once. */
class Outage {
  private readonly children: Child[] = [];

  private constructor(
    readonly workplace: Workplace,
    readonly receiver: CountingReceiver,
    readonly store: Store,
  ) {}

  static async of(workplace: Workplace, receiver: CountingReceiver): Promise<Outage> {
    workplace.reconfigure({ outputs: receiver.settings });
    const url = workplace.databaseUrl;
    const isSqlite = url.startsWith('sqlite:');
    await workplace.inStore(() => Promise.resolve());
    const store = await Store.open(
      isSqlite ? { kind: 'sqlite', path: url.slice('sqlite:'.length) } : { kind: 'postgresql', url },
    );
    const outage = new Outage(workplace, receiver, store);
    await outage.start();
    await outage.until('the first failure', async () => (await outage.breaker()) !== null);
    return outage;
  }

  async start(): Promise<void> {
    const child = ChildScheduler.start(this.workplace);
    this.children.push(child);
    await child.says('started');
  }

  async kill(): Promise<void> {
    for (const child of this.children.splice(0)) {
      child.send('SIGKILL');
      await child.ended();
    }
  }

  breaker(): Promise<OutputBreaker | null> {
    return breakerOf(this.store.read, 'hook');
  }

  /** Lets time pass until the output is tried again. */
  async passToNextTry(): Promise<void> {
    const now = this.workplace.simulator.now();
    const next = await nextAttemptAt(this.store.read, 'hook', now);
    if (next === null) throw new Error('nothing waits');
    this.workplace.simulator.control('clock', { advance: Math.ceil((next - now) / 1000) });
    ChildScheduler.setClock(this.workplace);
  }

  /** Lets time pass until one more try has failed; returns what is known of the receiver then. */
  async failOnceMore(): Promise<OutputBreaker> {
    const failures = (await this.breaker())?.failures ?? 0;
    await this.passToNextTry();
    await this.until('another failure', async () => ((await this.breaker())?.failures ?? 0) > failures);
    const breaker = await this.breaker();
    if (breaker === null) throw new Error('it was taken');
    return breaker;
  }

  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    await eventually(
      isSo,
      () => `waited in vain: ${what}\n${this.children.map(({ text }) => text).join('\n')}`,
      60_000,
    );
  }

  async end(): Promise<void> {
    await this.kill();
    await this.store.close();
    await this.receiver.close();
  }
}

const outages: Outage[] = [];

afterEach(async () => {
  for (const outage of outages.splice(0)) await outage.end();
});

describeOnBothDatabases('a receiver that is down for long', (workplaces) => {
  it('gets one request at each try once that is clear, also from a new process, and everything when it is back', async () => {
    const receiver = await CountingReceiver.open();
    const outage = await Outage.of(await workplaces.open(ACCOUNT), receiver);
    outages.push(outage);
    while ((await outage.failOnceMore()).openedAt === null);
    const whenOpened = receiver.requests;

    for (let probe = 0; probe < 3; probe += 1) await outage.failOnceMore();
    const afterProbes = receiver.requests;
    await outage.kill();
    await outage.start();
    const known = await outage.failOnceMore();
    const afterRestart = receiver.requests;
    receiver.status = 204;
    await outage.passToNextTry();
    await outage.until('it is asked', async () => (await outage.breaker()) === null && receiver.taken.size === 9);

    expect(whenOpened).toBeGreaterThanOrEqual(5);
    expect([afterProbes - whenOpened, afterRestart - afterProbes]).toEqual([3, 1]);
    expect(known.failures).toBe(9);
    expect(receiver.requests - afterRestart).toBe(9);
  });
});
