import type { SaleFacts } from '../till/facts.js';
import type { GeneratedSales } from '../till/generated-sales.js';
import { OPEN_LAG, VOID_LAG } from '../till/generated-sales.js';
import { isCompletedKind } from '../till/kind-schedule.js';
import type { Ledger } from '../till/ledger.js';
import type { Bound, Plan } from './entity.js';

/** The longest time that a generated layaway line is older than its sale. */
const LINE_LAG = 10 * 86400;

/** How a date field of a generated record follows the instant that rises with its id: at most this far before and after it. */
const lags: Readonly<Record<string, { readonly before: number; readonly after: number }>> = {
  completeTime: { before: 0, after: 0 },
  timeStamp: { before: 0, after: 0 },
  updateTime: { before: 0, after: VOID_LAG },
  updatetime: { before: 0, after: VOID_LAG },
  createTime: { before: LINE_LAG + OPEN_LAG, after: 0 },
};

/**
 * Ids of the generated sales that can match, in rising or falling order. Instants rise with the id, so bounds on a date, the visible
 * part and the place where a page begins are all ends of one range of ids, found by arithmetic.
 */
export function* generatedIds(ledger: Ledger, plan: Plan): Iterable<number> {
  const generated = ledger.scenario.generatedSales;
  if (generated === undefined) return;
  const { low, high } = rangeOf(generated, ledger.now(), plan);
  const test = quickTest(ledger, generated, plan);
  const wanted = plan.bounds.get('saleID')?.values;
  if (wanted !== undefined) {
    const ids = wanted.filter((id) => id >= low && id < high && test(id));
    yield* ids.sort((a, b) => (plan.descending ? b - a : a - b));
    return;
  }
  if (plan.descending) {
    for (let id = high - 1; id >= low; id -= 1) if (test(id)) yield id;
  } else {
    for (let id = low; id < high; id += 1) if (test(id)) yield id;
  }
}

function rangeOf(generated: GeneratedSales, now: number, plan: Plan): { low: number; high: number } {
  let low = generated.firstId;
  let high = generated.idAt(now + 1);
  for (const [field, lag] of Object.entries(lags)) {
    const bound = plan.bounds.get(field);
    if (bound === undefined) continue;
    const { min, max } = extent(bound);
    if (min > -Infinity) low = Math.max(low, generated.idAt(min - lag.after));
    if (max < Infinity) high = Math.min(high, generated.idAt(max + lag.before + 1));
  }
  const ids = extent(plan.bounds.get('saleID') ?? {});
  low = Math.max(low, ids.min);
  high = Math.min(high, ids.max + 1);
  return resume(generated, plan, low, high);
}

function extent(bound: Bound): { min: number; max: number } {
  const values = bound.values ?? [];
  const min = Math.max(bound.min ?? -Infinity, values.length === 0 ? -Infinity : Math.min(...values));
  const max = Math.min(bound.max ?? Infinity, values.length === 0 ? Infinity : Math.max(...values));
  return { min, max };
}

function resume(generated: GeneratedSales, plan: Plan, low: number, high: number): { low: number; high: number } {
  const at = plan.after;
  if (at === undefined) return { low, high };
  const lag = lags[plan.sort];
  if (lag !== undefined && typeof at.value === 'number') {
    return plan.descending
      ? { low, high: Math.min(high, generated.idAt(at.value + lag.before + 1)) }
      : { low: Math.max(low, generated.idAt(at.value - lag.after)), high };
  }
  if (plan.sort === 'saleID' && typeof at.value === 'number') {
    return plan.descending ? { low, high: Math.min(high, at.value + 1) } : { low: Math.max(low, at.value), high };
  }
  return { low, high };
}

/** Tests a record by its number alone, before it is made. */
function quickTest(ledger: Ledger, generated: GeneratedSales, plan: Plan): (id: number) => boolean {
  const completed = plan.bounds.get('completed')?.values;
  const shops = plan.bounds.get('shopID')?.values;
  const dated = plan.bounds.has('completeTime');
  return (id) => {
    if (ledger.sales.has(id)) return false;
    const isCompleted = isCompletedKind(generated.kindOf(id));
    if (dated && !isCompleted) return false;
    if (completed !== undefined && !completed.includes(isCompleted ? 1 : 0)) return false;
    return shops === undefined || shops.includes(generated.shopOf(id));
  };
}

/** Generated sales in the plan's order. */
export function* generatedSales(ledger: Ledger, plan: Plan): Iterable<SaleFacts> {
  const generated = ledger.scenario.generatedSales;
  if (generated === undefined) return;
  const now = ledger.now();
  if (plan.sort === 'updateTime' || plan.sort === 'updatetime') {
    yield* byUpdate(ledger, generated, plan);
  } else if (plan.sort === 'completeTime') {
    const phases: readonly boolean[] = plan.descending ? [true, false] : [false, true];
    for (const completed of phases) yield* ofPhase(ledger, generated, plan, completed);
  } else {
    for (const id of generatedIds(ledger, plan)) yield generated.sale(id, now);
  }
}

/** Open tickets have no completeTime: they stand before all others, by id. */
function* ofPhase(ledger: Ledger, generated: GeneratedSales, plan: Plan, completed: boolean): Iterable<SaleFacts> {
  const at = plan.after;
  if (!completed && plan.bounds.has('completeTime')) return;
  if (!completed && plan.bounds.get('completed')?.values?.includes(0) === false) return;
  if (!completed && at !== undefined && at.value !== undefined && !plan.descending) return;
  if (completed && at !== undefined && at.value === undefined && plan.descending) return;
  const now = ledger.now();
  const start: Plan = completed || at?.value === undefined ? plan : { ...plan, after: undefined };
  for (const id of generatedIds(ledger, start)) {
    if (isCompletedKind(generated.kindOf(id)) === completed) yield generated.sale(id, now);
  }
}

/** A voided sale's updateTime runs ahead of its id by at most VOID_LAG, so a short waiting list restores the order. */
function* byUpdate(ledger: Ledger, generated: GeneratedSales, plan: Plan): Iterable<SaleFacts> {
  const now = ledger.now();
  const waiting: SaleFacts[] = [];
  const sign = plan.descending ? -1 : 1;
  for (const id of generatedIds(ledger, plan)) {
    const instant = generated.timeOf(id);
    const safe = plan.descending ? instant + VOID_LAG : instant;
    for (let head = waiting[0]; head !== undefined && (head.updateTime - safe) * sign < 0; head = waiting[0]) {
      waiting.shift();
      yield head;
    }
    const sale = generated.sale(id, now);
    let place = waiting.length;
    for (; place > 0; place -= 1) {
      const other = waiting[place - 1];
      if (other === undefined || (other.updateTime - sale.updateTime || other.id - sale.id) * sign <= 0) break;
    }
    waiting.splice(place, 0, sale);
  }
  yield* waiting;
}
