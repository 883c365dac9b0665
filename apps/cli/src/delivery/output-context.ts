import type { OutputInstance } from '@tillbridge/delivery';
import type { OutputContext } from '@tillbridge/plugin-kit';
import type { Io } from '../io.js';

/** What an output is given that is tried without a day to send. */
export function outputContext(
  { id, settings }: OutputInstance,
  { signal, clock }: Io,
): OutputContext<Readonly<Record<string, unknown>>> {
  return { output: { id }, settings, signal, now: () => clock.now(), log: () => undefined };
}
