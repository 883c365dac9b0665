import type { OutputInstance } from '@tillbridge/delivery';
import type { Clock } from '@tillbridge/domain';
import type { OutputContext } from '@tillbridge/plugin-kit';

/** What an output is given that is tried without a day to send. */
export function outputContext(
  { id, settings }: OutputInstance,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): OutputContext<Readonly<Record<string, unknown>>> {
  return { output: { id }, settings, signal, now: () => clock.now(), log: () => undefined };
}
