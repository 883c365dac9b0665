import type { Clock } from '../clock.js';
import type { Scenario } from '../scenarios/scenario.js';
import type { EmployeeFacts, LineFacts, RegisterFacts, SaleFacts, ShiftFacts, ShopFacts, VoidFacts } from './facts.js';
import { isCompletedKind } from './kind-schedule.js';

/**
 * The account as it stands now: generated records computed on demand, and over them a thin layer of stated facts and later edits.
 * A key with `undefined` is a record that was deleted for good.
 */
export interface Ledger {
  readonly scenario: Scenario;
  readonly shops: Map<number, ShopFacts>;
  readonly registers: Map<number, RegisterFacts>;
  readonly employees: Map<number, EmployeeFacts>;
  readonly voids: Map<number, VoidFacts>;
  readonly sales: Map<number, SaleFacts | undefined>;
  readonly looseLines: Map<number, LineFacts>;
  readonly shifts: Map<number, ShiftFacts | undefined>;
  /** False when the merchant has not switched the time clock on: EmployeeHours lists nothing. */
  timeClock: boolean;
  /** Shops whose sales a list leaves out, and whether a look-up by id still finds them. */
  readonly silentShops: Map<number, { byId: boolean }>;
  /** Rights that the authorising employee has lost since. */
  readonly droppedRights: Set<string>;
  now(): number;
  sale(id: number): SaleFacts | undefined;
  shift(id: number): ShiftFacts | undefined;
  /** Completed sales with completeTime in [from, to), in no promised order. */
  completedBetween(from: number, to: number): Iterable<SaleFacts>;
  /** Open and empty tickets last touched in [from, to). */
  openBetween(from: number, to: number): Iterable<SaleFacts>;
  /** Shifts whose check-in lies in [from, to), as they stand now. */
  shiftsBetween(from: number, to: number): Iterable<ShiftFacts>;
  nextId(of: 'sale' | 'shift' | 'void'): number;
  /** Takes back what was done to one record since; false when the account never had it by itself. */
  restoreSale(id: number): boolean;
  restoreShift(id: number): boolean;
  /** Takes every later edit back. */
  reset(): void;
}

export function createLedger(scenario: Scenario, clock: Clock): Ledger {
  const given = { sale: 0, shift: 0, void: 0 };
  const ledger: Ledger = {
    scenario,
    shops: new Map(),
    registers: new Map(),
    employees: new Map(),
    voids: new Map(),
    sales: new Map(),
    looseLines: new Map(),
    shifts: new Map(),
    timeClock: true,
    silentShops: new Map(),
    droppedRights: new Set(),
    now: () => clock.seconds(),
    sale: (id) => saleOf(ledger, id),
    shift: (id) => shiftOf(ledger, id),
    completedBetween: (from, to) => completedBetween(ledger, from, to),
    openBetween: (from, to) => openBetween(ledger, from, to),
    shiftsBetween: (from, to) => shiftsBetween(ledger, from, to),
    nextId: (of) => {
      given[of] = Math.max(given[of], highest(ledger, of)) + 1;
      return given[of];
    },
    restoreSale: (id) => {
      const generated = holds(scenario.generatedSales, id);
      for (const { id: voided, sale } of ledger.voids.values()) if (sale === id) ledger.voids.delete(voided);
      for (const row of scenario.voids) if (row.sale === id) ledger.voids.set(row.id, row);
      return restore(ledger.sales, id, { stated: scenario.sales, generated });
    },
    restoreShift: (id) =>
      restore(ledger.shifts, id, { stated: scenario.shifts, generated: holds(scenario.generatedShifts, id) }),
    reset: () => {
      refill(ledger.shops, scenario.shops);
      refill(ledger.registers, scenario.registers);
      refill(ledger.employees, scenario.employees);
      refill(ledger.voids, scenario.voids);
      refill(ledger.sales, scenario.sales);
      refill(ledger.looseLines, scenario.looseLines);
      refill(ledger.shifts, scenario.shifts);
      ledger.timeClock = true;
      ledger.silentShops.clear();
      ledger.droppedRights.clear();
    },
  };
  ledger.reset();
  return ledger;
}

function holds(generated: { readonly firstId: number; readonly count: number } | undefined, id: number): boolean {
  return generated !== undefined && id >= generated.firstId && id < generated.firstId + generated.count;
}

function restore<Row extends { readonly id: number }>(
  edited: Map<number, Row | undefined>,
  id: number,
  { stated, generated }: { readonly stated: readonly Row[]; readonly generated: boolean },
): boolean {
  const first = stated.find((row) => row.id === id);
  if (first !== undefined) edited.set(id, first);
  else if (generated) edited.delete(id);
  return first !== undefined || generated;
}

function refill<Row extends { readonly id: number }>(map: Map<number, Row | undefined>, rows: readonly Row[]): void {
  map.clear();
  for (const row of rows) map.set(row.id, row);
}

/** Generated ids are spoken for up to the end of the timetable, so what a person adds is numbered above them. */
function highest(ledger: Ledger, of: 'sale' | 'shift' | 'void'): number {
  const { generatedSales, generatedShifts } = ledger.scenario;
  if (of === 'void') return Math.max(0, ...ledger.voids.keys());
  const generated = of === 'sale' ? generatedSales : generatedShifts;
  let top = generated === undefined ? 0 : generated.firstId + generated.count;
  for (const id of (of === 'sale' ? ledger.sales : ledger.shifts).keys()) top = Math.max(top, id);
  return top;
}

/** A stated sale is seen from the moment it was last touched or completed on: the clock has to reach it. */
export function isVisible(sale: SaleFacts, now: number): boolean {
  return (sale.completeTime ?? sale.timeStamp) <= now;
}

function saleOf(ledger: Ledger, id: number): SaleFacts | undefined {
  const now = ledger.now();
  if (ledger.sales.has(id)) {
    const stated = ledger.sales.get(id);
    return stated !== undefined && isVisible(stated, now) ? stated : undefined;
  }
  const generated = ledger.scenario.generatedSales;
  if (generated === undefined || !holds(generated, id)) return undefined;
  return generated.timeOf(id) <= now ? generated.sale(id, now) : undefined;
}

function* completedBetween(ledger: Ledger, from: number, to: number): Iterable<SaleFacts> {
  const now = ledger.now();
  const generated = ledger.scenario.generatedSales;
  if (generated !== undefined) {
    const end = generated.idAt(Math.min(to, now + 1));
    for (let id = generated.idAt(from); id < end; id += 1) {
      if (isCompletedKind(generated.kindOf(id)) && !ledger.sales.has(id)) yield generated.sale(id, now);
    }
  }
  for (const sale of ledger.sales.values()) {
    const at = sale?.completeTime;
    if (sale !== undefined && at !== undefined && at >= from && at < to && isVisible(sale, now)) yield sale;
  }
}

function* openBetween(ledger: Ledger, from: number, to: number): Iterable<SaleFacts> {
  const now = ledger.now();
  const generated = ledger.scenario.generatedSales;
  if (generated !== undefined) {
    const end = generated.idAt(Math.min(to, now + 1));
    for (let id = generated.idAt(from); id < end; id += 1) {
      if (!isCompletedKind(generated.kindOf(id)) && !ledger.sales.has(id)) yield generated.sale(id, now);
    }
  }
  for (const sale of ledger.sales.values()) {
    if (sale === undefined || sale.completeTime !== undefined || !isVisible(sale, now)) continue;
    if (sale.timeStamp >= from && sale.timeStamp < to) yield sale;
  }
}

/** A shift that lies ahead is not there yet, and one that ends ahead is still open. */
function asOf(shift: ShiftFacts, now: number): ShiftFacts | undefined {
  if (shift.checkIn > now) return undefined;
  return shift.checkOut !== undefined && shift.checkOut > now ? { ...shift, checkOut: undefined } : shift;
}

function shiftOf(ledger: Ledger, id: number): ShiftFacts | undefined {
  const stated = ledger.shifts.get(id);
  if (stated !== undefined) return asOf(stated, ledger.now());
  const generated = ledger.scenario.generatedShifts;
  if (ledger.shifts.has(id) || generated === undefined || !holds(generated, id)) return undefined;
  return asOf(generated.shift(id), ledger.now());
}

function* shiftsBetween(ledger: Ledger, from: number, to: number): Iterable<ShiftFacts> {
  const generated = ledger.scenario.generatedShifts;
  const [first, end] = generated?.idsBetween(from, to) ?? [0, 0];
  for (let id = first; id < end; id += 1) {
    if (ledger.shifts.has(id)) continue;
    const shift = ledger.shift(id);
    if (shift !== undefined && shift.checkIn >= from && shift.checkIn < to) yield shift;
  }
  for (const id of ledger.shifts.keys()) {
    const shift = ledger.shift(id);
    if (shift !== undefined && shift.checkIn >= from && shift.checkIn < to) yield shift;
  }
}
