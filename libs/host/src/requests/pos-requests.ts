import type { AccessToken } from '@tillbridge/oauth';
import { CauseError, type Cause, type PosRequest, type PosResponse } from '@tillbridge/plugin-kit';

import { causeOfAnswer, causeOfFailure, foreign, lasts } from './answer-cause.js';
import { branded, defect } from '../defect.js';
import type { ConnectionContext } from '../connection-context.js';
import type { Operation } from '../metrics.js';
import { RequestMeasures } from './request-measures.js';
import { nextStep, type Attempts, type NextStep } from './reaction.js';
import type { RequestCounter } from './request-counts.js';
import type { HangWatch } from '../hang-watch.js';
import { withoutToken } from './without-token.js';

type Outcome =
  | { readonly response: PosResponse }
  | { readonly cause: Cause; readonly error: unknown; readonly token: AccessToken | null };

/** Sends a plugin's requests with the connection's token, as often as it makes sense. */
export class PosRequests {
  private readonly measure: RequestMeasures;

  constructor(
    private readonly connectionContext: ConnectionContext,
    private readonly counts: RequestCounter,
  ) {
    this.measure = new RequestMeasures(connectionContext);
  }

  /** @throws CauseError, or the signal's reason */
  async send(request: PosRequest, watch: HangWatch, operation: Operation): Promise<PosResponse> {
    const { origins } = this.connectionContext;
    // Checked before the token is fetched: an answer could name any address as its next page.
    if (!origins.has(URL.parse(request.url)?.origin ?? '')) throw foreign(request.url, origins);

    let attempts: Attempts = { failures: 0, renewed: false, waited: 0 };
    let refused: AccessToken | null = null;
    for (;;) {
      const outcome: Outcome = await this.attempt({ ...request, operation }, refused, watch);
      if ('response' in outcome) return outcome.response;
      this.measure.failed(outcome.cause.code);
      const step = this.stepAfter(outcome, attempts);
      if (step.act === 'throw') throw new CauseError(outcome.cause, { cause: outcome.error });
      this.counts.retries += 1;
      if (step.act === 'renew') {
        refused = outcome.token;
        attempts = { ...attempts, renewed: true };
        continue;
      }
      attempts = after(attempts, step);
      await this.pause(step.pause, watch);
    }
  }

  private stepAfter({ cause, token }: Extract<Outcome, { cause: Cause }>, attempts: Attempts): NextStep {
    if (lasts(cause)) return { act: 'throw' };
    const { posClock, timing, limits } = this.connectionContext;
    const now = posClock.now(timing.elapsed()) ?? timing.now();
    const step = nextStep(cause, attempts, { now, random: timing.random(), limits, tokenFailed: token === null });
    if (step.act === 'renew' && token === null) return { act: 'throw' };
    return step;
  }

  /** One sending. A token is fetched after the wait, so that it cannot expire in the queue. */
  private async attempt(
    request: PosRequest & { readonly operation: Operation },
    refused: AccessToken | null,
    watch: HangWatch,
  ): Promise<Outcome> {
    const { tokens, owner, egress, manifest } = this.connectionContext;
    const { signal } = watch;
    const passage = await this.enter(request, watch);
    let token: AccessToken | null = null;
    try {
      if (refused !== null) this.counts.renewals += 1;
      token = refused === null ? await tokens.accessToken(owner, signal) : await tokens.renew(owner, refused, signal);
      this.counts.requests += 1;
      const answered = this.measure.sent(request.operation);
      const answer = await egress.send({
        method: request.method ?? 'GET',
        url: request.url,
        headers: this.headers(request, token),
        signal,
      });
      const response = withoutToken(answer, token.value);
      answered();
      passage.leave();
      this.learnFrom(response);
      const { connector } = this.connectionContext;
      const cause = causeOfAnswer(response, request, { connector, plugin: manifest.id });
      return cause === null ? { response } : { cause, error: undefined, token };
    } catch (error) {
      const cause = causeOfFailure(error, signal);
      if (cause !== null) return { cause, error, token };
      watch.fail(error);
      throw error;
    } finally {
      passage.leave();
    }
  }

  private headers({ headers = {} }: PosRequest, { value }: AccessToken): Record<string, string> {
    const { manifest } = this.connectionContext;
    return {
      accept: 'application/json',
      ...lowerCase(headers),
      'user-agent': `Tillbridge (${manifest.id}/${manifest.version})`,
      authorization: `Bearer ${value}`,
    };
  }

  private async enter(request: PosRequest, watch: HangWatch) {
    const { pacing, limits } = this.connectionContext;
    const cost = request.cost ?? 1;
    if (!Number.isFinite(cost) || cost < 0)
      throw defect(this.connectionContext.manifest.id, 'a request has no usable cost');
    watch.pause();
    try {
      const passage = await pacing.enter({ cost, maxWait: limits.maxWait, signal: watch.signal });
      if (passage.waited >= 1) this.countWait(passage.waited);
      return passage;
    } finally {
      watch.resume();
    }
  }

  private learnFrom(response: PosResponse): void {
    const { pacing, posClock, connector, timing, manifest } = this.connectionContext;
    try {
      pacing.observe(connector.observeRate(response));
    } catch (error) {
      throw branded(error, manifest.id, NEVER);
    }
    // Only the API's own answers: a proxy that reports an outage has a clock of its own.
    if (response.status < 300) posClock.observe(response.headers['date'], timing.elapsed());
    this.measure.learned();
  }

  private async pause(milliseconds: number, watch: HangWatch): Promise<void> {
    this.countWait(milliseconds);
    watch.pause();
    try {
      await this.connectionContext.timing.sleep(milliseconds, watch.signal);
    } finally {
      watch.resume();
    }
  }

  private countWait(milliseconds: number): void {
    this.counts.waits += 1;
    this.counts.waitedMilliseconds += Math.round(milliseconds);
    this.measure.waited(milliseconds);
  }
}

const NEVER = new AbortController().signal;

function after(attempts: Attempts, step: Extract<NextStep, { act: 'wait' }>): Attempts {
  if (step.counts === 'wait') return { ...attempts, waited: attempts.waited + step.pause };
  return { ...attempts, failures: attempts.failures + 1 };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
