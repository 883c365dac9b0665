import { instantText } from '@tillbridge/domain';
import { type BreakerState, breakerState, type OutputInstance, shapingHash } from '@tillbridge/delivery';
import { causeOf, type OutputCheck } from '@tillbridge/plugin-kit';
import {
  approvalOf,
  endWaits,
  forgetBreaker,
  type OutputBreaker,
  outputBreakers,
  outputPauses,
  pauseOutput,
  resumeOutput,
  saveApproval,
  type Session,
} from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { locationNamed, outputNamed } from '../named.js';
import type { AdminScope } from '../scope.js';
import { storedDays } from '../tallies/stored-days.js';
import type { Period } from '../tallies/tallies.service.js';
import { outputContext } from './output-context.js';

export interface OutputView {
  readonly id: string;
  readonly kind: string;
  readonly layout: string | null;
  /** Keeps everything back until it is approved. */
  readonly hold: boolean;
  /** null while nobody has decided. */
  readonly approved: boolean | null;
  readonly paused: { readonly reason: string; readonly actor: string; readonly since: string } | null;
  /** Its receiver is down: nothing goes but one day at a time. null while it takes figures. */
  readonly breaker: OutputBreakerView | null;
}

export interface OutputBreakerView {
  readonly state: Exclude<BreakerState, 'closed'>;
  readonly since: string;
  readonly nextTry: string | null;
  readonly reason: string | null;
}

export interface OutputTrial {
  readonly output: string;
  /** Whether something was sent; an output whose kind has no test message is only looked at. */
  readonly sent: boolean;
  readonly found: OutputCheck;
}

export interface OutputPreview {
  readonly output: string;
  readonly contentType: string;
  readonly text: string;
  readonly days: number;
}

export class OutputsService {
  constructor(private readonly scope: AdminScope) {}

  async list(): Promise<OutputView[]> {
    const { store, outputs } = this.scope;
    const pauses = await outputPauses(store.read);
    const breakers = await outputBreakers(store.read);
    return Promise.all(
      outputs.map(async ({ id, kind, settings, hold }) => {
        const pause = pauses.get(id);
        return {
          id,
          kind,
          layout: typeof settings['layout'] === 'string' ? settings['layout'] : null,
          hold,
          approved: await approvalOf(store.read, id),
          paused:
            pause === undefined ? null : { reason: pause.reason, actor: pause.actor, since: instantText(pause.at) },
          breaker: this.breakerOf(breakers.get(id)),
        };
      }),
    );
  }

  /** @throws TillbridgeError `output.unknown` */
  async get(id: string): Promise<OutputView> {
    const { id: known } = this.named(id);
    const found = (await this.list()).find((output) => output.id === known);
    if (found === undefined) throw new TypeError(`the output ${id} is gone`);
    return found;
  }

  /** Approves an output, or holds it again. Counts only where the settings say `hold: true`. */
  async decide(id: string, approved: boolean, author: Author): Promise<{ readonly hold: boolean }> {
    const { hold } = this.named(id);
    await this.scope.changes.make(author, async (session) => {
      const before = await approvalOf(session, id);
      await saveApproval(session, { output: id, approved, actor: author.actor, at: this.scope.clock.now() });
      await this.beginAnew(session, id);
      const action = approved ? 'output.approve' : 'output.hold';
      const change = { action, subject: `output:${id}`, before: { approved: before }, after: { approved } };
      return { result: undefined, changes: before === approved ? [] : [change] };
    });
    return { hold };
  }

  /** Stops the output until it is resumed. False where it was paused already. */
  async pause(id: string, author: Author): Promise<boolean> {
    this.named(id);
    const { actor, reason } = author;
    return this.scope.changes.make(author, async (session) => {
      const pause = { output: id, actor, reason: reason ?? '-', at: this.scope.clock.now() };
      const result = await pauseOutput(session, pause);
      await this.beginAnew(session, id);
      return { result, changes: result ? [{ action: 'output.pause', subject: `output:${id}` }] : [] };
    });
  }

  /** False where it was not paused. */
  async resume(id: string, author: Author): Promise<boolean> {
    this.named(id);
    return this.scope.changes.make(author, async (session) => {
      const before = (await outputPauses(session)).get(id) ?? null;
      const result = await resumeOutput(session, id);
      await this.beginAnew(session, id);
      return { result, changes: result ? [{ action: 'output.resume', subject: `output:${id}`, before }] : [] };
    });
  }

  /** Sends a test message where the kind has one; else it only looks, as `check` does. */
  async test(id: string, signal: AbortSignal): Promise<OutputTrial> {
    const instance = this.named(id);
    const context = outputContext(instance, { signal, clock: this.scope.clock });
    const sending = this.scope.outputKinds.get(instance.kind)?.test;
    const found = await (sending?.(context) ?? instance.output.check(context));
    return { output: id, sent: sending !== undefined, found };
  }

  /** What would be sent of some days, whatever the output has of them. */
  async preview(id: string, { from, to, location }: Period): Promise<OutputPreview> {
    const instance = this.named(id);
    const only = location === null ? null : await locationNamed(this.scope, location);
    const wanted = { from, to, location: only };
    const days = await storedDays(this.scope.store, wanted, { id, hash: shapingHash(instance) });
    const { contentType, text } = instance.output.preview(instance.settings, days);
    return { output: id, contentType, text, days: days.length };
  }

  /** Whatever its receiver did before a person decided: it is tried at once. */
  private async beginAnew(session: Session, id: string): Promise<void> {
    await forgetBreaker(session, id);
    await endWaits(session, id, this.scope.clock.now());
  }

  private breakerOf(breaker: OutputBreaker | undefined): OutputBreakerView | null {
    const state = breakerState(breaker ?? null, this.scope.clock.now());
    if (breaker === undefined || breaker.openedAt === null || state === 'closed') return null;
    const cause = causeOf(JSON.parse(breaker.cause));
    return {
      state,
      since: instantText(breaker.openedAt),
      nextTry: breaker.nextProbeAt === null ? null : instantText(breaker.nextProbeAt),
      reason: cause === undefined ? null : `${cause.code}: ${cause.message}`,
    };
  }

  private named(id: string): OutputInstance {
    return outputNamed(this.scope.outputs, id);
  }
}
