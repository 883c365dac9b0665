import type { LocalDate } from '@tillbridge/domain';
import type { DayAtOutput, StatusChange } from '@tillbridge/store';
import { isWaived, statusOn } from './status.js';

/** Where a folded day stands at one output, for people. */
export type DayState =
  'delivered' | 'behind' | 'resend' | 'held' | 'not_operational' | 'waived' | 'failed' | 'dead' | 'out_of_reach';

export interface DayStateFacts {
  /** Of the settings that change bytes, as `shapingHash` tells it. */
  readonly hash: string;
  /** The output keeps everything back until it is approved, and is not. */
  readonly held: boolean;
  /** How far back the output reaches at this location; undefined while it was never sent anything. */
  readonly firstDate: LocalDate | undefined;
  readonly history: readonly StatusChange[];
  /** Today's date at the location. */
  readonly today: LocalDate;
}

/** Whether its receiver will never take what would be sent, and nobody wants it tried again. */
export function isDead({ revision, delivery }: DayAtOutput, hash: string): boolean {
  if (delivery === null || delivery.resendWanted || delivery.deadRevision !== revision) return false;
  return delivery.deadHash === null || delivery.deadHash === hash;
}

/** The same order of reasons by which `DeliveryService` decides what goes. */
export function dayState(day: DayAtOutput, facts: DayStateFacts): DayState {
  const { delivery } = day;
  const resend = delivery?.resendWanted === true;
  if (isDead(day, facts.hash)) return 'dead';
  const hasIt = (delivery?.ackedRevision ?? -1) >= day.revision && delivery?.ackedHash === facts.hash;
  if (hasIt && !resend) return 'delivered';
  if (facts.firstDate !== undefined && day.date < facts.firstDate) return 'out_of_reach';
  if (facts.held) return 'held';
  if (statusOn(facts.history, facts.today) !== 'operational') return 'not_operational';
  if (!resend && isWaived(facts.history, day.date)) return 'waived';
  if (delivery?.nextAttemptAt != null) return 'failed';
  return resend ? 'resend' : 'behind';
}
