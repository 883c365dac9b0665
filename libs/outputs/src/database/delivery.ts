import type { LocationDay, Receipt } from '@tillbridge/plugin-kit';
import { attempt, type Attempting } from './attempts.js';
import type { NumberedDay } from '../numbered-day.js';
import { batchesOf } from './batches.js';
import { causeOfFault, DatabaseFault, faultOf, isRefusal, type Fault } from './fault.js';
import { rowsOf } from './row.js';
import type { Outcome, Target } from './target.js';

export interface DeliveryPlan extends Attempting {
  readonly open: () => Promise<Target>;
  /** The database for people. */
  readonly name: string;
  readonly batchRows: number;
  readonly now: () => number;
}

type Verdict = Outcome | Fault;

/** One call of `deliver`: its connection is opened with the first batch and closed at the end. */
export class Delivery {
  private target: Target | null = null;
  private readonly plan: DeliveryPlan;

  constructor(plan: DeliveryPlan) {
    this.plan = plan;
  }

  /**
   * Delivers days and returns a receipt for each. A fault of the database concerns every day that still waits, one of a
   * day that day alone.
   */
  async run(days: readonly LocationDay[]): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    let down: Fault | null = null;
    try {
      for (const batch of batchesOf(days, this.plan.batchRows)) {
        const verdicts: readonly Verdict[] = down === null ? await this.settle(batch) : batch.map(() => down as Fault);
        for (const [position, { day, index }] of batch.entries()) {
          const verdict = verdicts[position] ?? faultOf(undefined, this.plan.name);
          if (typeof verdict !== 'string' && verdict.concerns === 'database') down = verdict;
          receipts[index] = this.receiptOf(day, verdict);
        }
      }
    } finally {
      await this.close();
    }
    return receipts;
  }

  /** All of a batch in one transaction; where one day is the fault, halves, until that day stands alone. */
  private async settle(batch: readonly NumberedDay[]): Promise<readonly Verdict[]> {
    try {
      const rows = batch.map(({ day }) => rowsOf(day, this.plan.now()));
      return await attempt(() => this.write((target) => target.write(rows)), this.plan);
    } catch (error) {
      const fault = faultOf(error, this.plan.name);
      if (fault.concerns === 'database' || batch.length === 1) return batch.map(() => fault);
      const middle = Math.ceil(batch.length / 2);
      return [...(await this.settle(batch.slice(0, middle))), ...(await this.settle(batch.slice(middle)))];
    }
  }

  /** A connection that has seen a fault of the database is not used again. */
  private async write<T>(work: (target: Target) => Promise<T>): Promise<T> {
    try {
      this.target ??= await this.plan.open();
      return await work(this.target);
    } catch (error) {
      if (!(error instanceof DatabaseFault) || error.fault.concerns === 'database') await this.close();
      throw error;
    }
  }

  private async close(): Promise<void> {
    const { target } = this;
    this.target = null;
    await target?.close();
  }

  private receiptOf({ location, date, revision }: LocationDay, verdict: Verdict): Receipt {
    const address = { location, date, revision };
    if (typeof verdict === 'string') return { ...address, status: verdict, reference: this.plan.name };
    const about = { ...verdict, parameters: { ...verdict.parameters, location, date } };
    return { ...address, status: isRefusal(verdict) ? 'refused' : 'retry', cause: causeOfFault(about) };
  }
}
