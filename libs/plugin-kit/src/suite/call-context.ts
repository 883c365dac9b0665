import { CauseError, causeOf } from '../contract/cause.js';
import type { CallContext, Connector, PosRequest, PosResponse } from '../contract/connector.js';
import type { JsonSchema } from '../contract/json.js';
import type { ConnectorManifest } from '../contract/manifest.js';

export interface TestHostOptions {
  readonly connector: Connector;
  readonly manifest: Pick<ConnectorManifest, 'hosts' | 'settings'>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly token: string;
  readonly scopes?: readonly string[];
  readonly connectionId?: string;
}

/** What a connector did through its host. */
export interface TestHost {
  readonly context: CallContext<Readonly<Record<string, unknown>>>;
  /** Everything that the connector asked for, also what was refused before it could leave. */
  readonly requests: readonly PosRequest[];
  /** How long it was told to wait, in milliseconds; the test host itself hardly waits. */
  readonly waits: readonly number[];
  readonly logs: readonly unknown[];
  readonly abort: AbortController;
}

const ATTEMPTS = 4;
const LONGEST_WAIT = 10;

/**
 * The least host that a connector can run under: the token added, origins kept, failures classified by the connector,
 * passing ones repeated a few times. It shares no code with the real host, so that the suite proves the contract and
 * not one host.
 */
export function testHost(options: TestHostOptions): TestHost {
  const requests: PosRequest[] = [];
  const waits: number[] = [];
  const logs: unknown[] = [];
  const abort = new AbortController();
  const origins = originsOf(options);
  const { connector } = options;

  async function request(wanted: PosRequest): Promise<PosResponse> {
    for (let attempt = 1; ; attempt++) {
      requests.push(wanted);
      refuseForeign(wanted.url, origins);
      try {
        return await send(wanted, options, abort.signal);
      } catch (thrown) {
        const cause = causeOf(thrown);
        const passing = cause?.code === 'rate.limited' || cause?.code === 'upstream.unavailable';
        if (!passing || attempt >= ATTEMPTS) throw thrown;
        const wait =
          thrown instanceof AnswerError ? connector.observeRate(thrown.response).waitMilliseconds : undefined;
        if (wait !== undefined) waits.push(wait);
        await pause(Math.min(wait ?? LONGEST_WAIT, LONGEST_WAIT), abort.signal);
      }
    }
  }

  return {
    context: {
      settings: options.settings,
      connection: { id: options.connectionId ?? 'suite', scopes: options.scopes ?? [] },
      signal: abort.signal,
      request,
      log: (...line) => void logs.push(line),
    },
    requests,
    waits,
    logs,
    abort,
  };
}

/** A failed answer, kept beside its cause so that the rate budget can be read from it. */
class AnswerError extends CauseError {
  readonly response: PosResponse;

  constructor(cause: CauseError['cause_'], response: PosResponse) {
    super(cause);
    this.response = response;
  }
}

async function send(wanted: PosRequest, options: TestHostOptions, signal: AbortSignal): Promise<PosResponse> {
  const response = await answerTo(wanted, options.token, signal);
  if (response.status >= 400) throw new AnswerError(options.connector.classify(response, wanted), response);
  return response;
}

async function answerTo(wanted: PosRequest, token: string, signal: AbortSignal): Promise<PosResponse> {
  try {
    const answer = await fetch(wanted.url, {
      method: wanted.method ?? 'GET',
      headers: { ...wanted.headers, authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal,
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  } catch (thrown) {
    signal.throwIfAborted();
    throw new CauseError({ code: 'upstream.unavailable', message: 'no answer' }, { cause: thrown });
  }
}

/** Every origin of `hosts` and of a setting marked `x-origin`; a setting left out counts with its default. */
export function originsOf(options: Pick<TestHostOptions, 'manifest' | 'settings'>): ReadonlySet<string> {
  const origins = new Set(options.manifest.hosts.map((host) => `https://${host}`));
  for (const [key, schema] of Object.entries(propertiesOf(options.manifest.settings))) {
    const value = options.settings[key] ?? schema['default'];
    if (schema['x-origin'] === true && typeof value === 'string' && URL.canParse(value)) {
      origins.add(new URL(value).origin);
    }
  }
  return origins;
}

export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const properties = schema['properties'];
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? (properties as Readonly<Record<string, JsonSchema>>)
    : {};
}

function refuseForeign(url: string, origins: ReadonlySet<string>): void {
  if (URL.canParse(url) && origins.has(new URL(url).origin)) return;
  throw new CauseError({ code: 'link.foreign', message: `${url.slice(0, 100)} is none of ${[...origins].join(', ')}` });
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  signal.throwIfAborted();
}
