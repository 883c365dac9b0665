import type { DaemonIo } from '@tillbridge/daemon';
import type { Clock, Instant } from '@tillbridge/domain';
import type { HostOptions } from '@tillbridge/host';
import type { EntryKind } from '@tillbridge/registry';
import type { Environment } from '@tillbridge/settings';

/** Everything outside that a command touches, so that a test can be the terminal, the clock and the person. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Where bars are drawn; null where nobody watches, and plain lines are written. */
  readonly screen: NodeJS.WriteStream | null;
  readonly environment: Environment;
  readonly workingDirectory: string;
  readonly clock: Clock;
  /** Milliseconds; rejects with the signal's reason. */
  readonly pause: (milliseconds: Instant, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Asks the person at the terminal for one line, null when they end the input; absent where nobody sits there. */
  readonly ask?: ((question: string, signal: AbortSignal) => Promise<string | null>) | undefined;
  /** Where `out` writes to, if a person watches it. */
  readonly terminal?: NodeJS.WriteStream | undefined;
  /** For a command that goes on until it is ended; absent where there is no process of its own. */
  readonly beService?: DaemonIo['beService'];
  readonly entry: EntryKind;
  /** How patient the host is with a POS. */
  readonly host: Pick<HostOptions, 'limits' | 'timing'>;
}
