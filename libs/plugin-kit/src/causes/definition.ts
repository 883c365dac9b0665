import type { ProblemDefinition } from '@tillbridge/domain';

/** What the host does about a cause; each code has exactly one. */
export type Reaction =
  | 'stop-connection' // nothing more is asked until a person has acted; cursors and coverage are kept
  | 'refresh' // refresh the token once and repeat; the token endpoint alone says whether the grant is gone
  | 'block-stream' // that stream stays unread and its figures unknown (I7); the others go on; asked again daily
  | 'block-shop' // that shop is left out; the others go on
  | 'wait' // until `retryAt` or as the rate budget says; no failure
  | 'retry' // a few times with growing pauses, then at the next slot
  | 'quarantine' // one record: kept with its reason, the rest goes on. A whole answer: the run fails
  | 'read-again' // drop the cursor and read the lookback anew
  | 'keep' // change nothing, say so, wait for a person
  | 'pause-output' // nothing more is sent to that output until a person resumes it; no day goes dead
  | 'dead' // this revision is not sent again unless replayed; a newer one is
  | 'fail-run'; // the run ends; the next slot tries again

export interface CauseDefinition extends ProblemDefinition {
  readonly reaction: Reaction;
}
