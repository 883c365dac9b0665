import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRates } from './api/rates.js';
import type { Clock } from './clock.js';
import { createClock, realMillis } from './clock.js';
import type { ControlParts } from './control/control.js';
import { act } from './control/control.js';
import { readQuestion } from './control/question.js';
import { createRequestLog } from './control/request-log.js';
import type { SeenRequest } from './control/request-log.js';
import { createFaults } from './faults/faults.js';
import type { Client } from './oauth/clients.js';
import { createGrants } from './oauth/grants.js';
import { chooseScenario } from './scenarios/choose.js';
import type { ScenarioChoice } from './scenarios/choose.js';
import type { ServerParts } from './server.js';
import { serve } from './server.js';
import { createLedger } from './till/ledger.js';
import type { Truth } from './truth/truth.js';
import { tellTruth } from './truth/truth.js';

export interface SimulatorOptions extends ScenarioChoice {
  readonly host?: string | undefined;
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /** Holds the simulated clock still at `now`. */
  readonly frozen?: boolean | undefined;
  /** Simulated seconds that pass in a real one; 1 by default. */
  readonly speed?: number | undefined;
  readonly rateLimit?: boolean | undefined;
  /** Registers of the subscription, by which the bucket is sized; those of the account when absent. */
  readonly subscribedRegisters?: number | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** No secret, PKCE is a must. */
  readonly publicClient?: boolean | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  /** Accepts any redirect address on this machine, also without TLS: the real one refuses both. */
  readonly loopbackRedirect?: boolean | undefined;
  /** Consent without a click. */
  readonly approveAtOnce?: boolean | undefined;
  readonly badScope?: 'show' | 'redirect' | undefined;
  /** Seconds that an access token lives. */
  readonly accessTokenLifetime?: number | undefined;
  /** Origin of links in answers, when clients reach the simulator by another address than its own. */
  readonly publicOrigin?: string | undefined;
}

export interface Simulator {
  /** Same as origin: `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly origin: string;
  /** What a connector's `apiUrl` is set to. */
  readonly apiUrl: string;
  /** What a connector's `authUrl` is set to. */
  readonly authUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token of a fresh grant, with the two usual scopes unless others are given. */
  issueRefreshToken(scope?: string): string;
  /** Does an action of the control API in this process: `control('sales/void', { saleID: 100001 })`. */
  control(action: string, fields?: Record<string, unknown>): unknown;
  /** The figures that the generator knows; `parameters` are those of GET /simulator/truth. */
  truth(parameters: { from: string; to: string } & Record<string, string>): Truth;
  requests(): readonly SeenRequest[];
  /** Milliseconds since 1970 of the simulated clock. */
  now(): number;
  close(): Promise<void>;
}

const LOG_LIMIT = 5000;

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { scenario, start } = chooseScenario(options, realMillis());
  const clock = createClock({ start, frozen: options.frozen, speed: options.speed });
  const parts = wire(options, scenario, clock);
  const server = createServer({ keepAlive: true, noDelay: true }, (request, response) => {
    void serve(parts, request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: origin,
    origin,
    apiUrl: `${origin}/API/V3`,
    authUrl: `${origin}/auth/oauth`,
    accountId: String(scenario.account.id),
    clientId: parts.client.id,
    clientSecret: parts.client.secret ?? '',
    issueRefreshToken: (scope = 'employee:register employee:admin_employees') =>
      parts.grants.issueRefreshToken(parts.client.id, scope.split(' ')),
    control: (action, fields = {}) => clock.hold(() => act(parts, action, fields)),
    truth: (parameters) => clock.hold(() => tellTruth(parts.ledger, readQuestion(new URLSearchParams(parameters)))),
    requests: () => parts.log.since(0),
    now: () => clock.millis(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function wire(
  options: SimulatorOptions,
  scenario: ReturnType<typeof chooseScenario>['scenario'],
  clock: Clock,
): ServerParts {
  const ledger = createLedger(scenario, clock);
  const client: Client = {
    id: options.clientId ?? 'tillbridge-simulator',
    secret: options.publicClient === true ? undefined : (options.clientSecret ?? 'simulator-secret'),
    number: 25001,
    loopbackRedirect: options.loopbackRedirect ?? false,
    redirectUris: [...(options.redirectUris ?? ['https://localhost/oauth/callback'])],
  };
  const clients = new Map([[client.id, client]]);
  const grants = createGrants(clock, ledger, options.accessTokenLifetime ?? 3600);
  const control: ControlParts = {
    clock,
    ledger,
    client,
    grants,
    faults: createFaults(),
    rates: createRates(clock, ledger, { enabled: options.rateLimit ?? true, registers: options.subscribedRegisters }),
    log: createRequestLog(LOG_LIMIT),
    describe: () => ({
      scenario: scenario.name,
      now: new Date(clock.millis()).toISOString(),
      frozen: clock.frozen,
      speed: clock.speed,
      accountID: String(scenario.account.id),
      shops: [...ledger.shops.values()].map(({ id, name, timeZone, archived }) => ({
        shopID: String(id),
        name,
        timeZone,
        archived,
      })),
      tickets: scenario.generatedSales?.count ?? 0,
      clientId: client.id,
      redirectUris: client.redirectUris,
    }),
  };
  const authorizing = {
    clients,
    grants,
    approveAtOnce: options.approveAtOnce ?? false,
    badScope: options.badScope ?? ('show' as const),
  };
  return { ...control, authorizing, publicOrigin: options.publicOrigin };
}
