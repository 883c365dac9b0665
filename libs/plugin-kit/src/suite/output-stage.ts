import type { Output, OutputContext } from '../contract/output.js';
import { sortedRows, type OutputReceiver, type ReceivedRow } from './output-receiver.js';

/** One output with its receiver, as each test gets it. */
export interface OutputStage {
  readonly output: Output;
  readonly receiver: OutputReceiver;
}

/** What the receiver holds now. */
export async function rowsOf(receiver: OutputReceiver): Promise<readonly ReceivedRow[]> {
  return sortedRows(await receiver.read());
}

/** What the host would give the output, for the settings of its receiver. */
export function contextOf(
  receiver: OutputReceiver,
  over: Partial<OutputContext<Readonly<Record<string, unknown>>>> = {},
): OutputContext<Readonly<Record<string, unknown>>> {
  return {
    output: { id: 'subject' },
    settings: receiver.settings,
    signal: new AbortController().signal,
    now: () => Date.UTC(2026, 4, 15),
    log: () => undefined,
    ...over,
  };
}
