import type { Cell } from '../fold/cell.js';
import type { FoldInput } from '../fold/fold.js';
import type { Sale } from '../trade/sale.js';

/**
 * The tally rules said a second time in the plainest way, for the specs to compare with. It shares no code with the
 * fold: the wall clock comes from Intl, one minute at a time; amounts are BigInt; hours are counted second by second.
 * Coverage must lie on whole minutes.
 */
const MINUTE = 60_000;
const SCALE = 30;

export function naiveTally(input: FoldInput): Cell[] {
  const cells = wallClockRuns(input).flatMap((run) => {
    const coveredTo = naiveCoveredTo(input, run.start, run.end);
    return coveredTo === null ? [] : [{ ...run, coveredTo, ...naiveFigures(input, run.start, coveredTo) }];
  });
  if (input.rules.zeroRows === 'all') return cells;
  const hour = (cell: Cell): number => Math.floor(cell.minuteOfDay / 60);
  const busy = cells.filter(
    (cell) => cell.sales !== '0' || cell.transactions > 0 || cell.items !== '0' || (cell.staffSeconds ?? 0) > 0,
  );
  return cells.filter((cell) => busy.some((other) => hour(other) === hour(cell)));
}

type Run = Pick<Cell, 'date' | 'minuteOfDay' | 'start' | 'end' | 'offsetMinutes'>;

const runsByDay = new Map<string, Run[]>();

function wallClockRuns({ date, zone, rules }: FoldInput): Run[] {
  const key = `${date} ${zone} ${rules.grain}`;
  const runs = runsByDay.get(key) ?? scanWallClock(date, zone, rules.grain);
  runsByDay.set(key, runs);
  return runs;
}

function scanWallClock(date: string, zone: string, grain: number): Run[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const runs: Run[] = [];
  const first = Date.parse(`${date}T00:00:00Z`) - 26 * 60 * MINUTE;
  for (let instant = first; instant < first + 76 * 60 * MINUTE; instant += MINUTE) {
    const [day, clock = ''] = format.format(instant).split(' ');
    if (day !== date) continue;
    const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
    const offsetMinutes = (Date.parse(`${date}T${clock}:00Z`) - instant) / MINUTE;
    const minuteOfDay = minute - (minute % grain);
    const last = runs.at(-1);
    const same = last?.end === instant && last.minuteOfDay === minuteOfDay && last.offsetMinutes === offsetMinutes;
    if (same) runs[runs.length - 1] = { ...last, end: instant + MINUTE };
    else runs.push({ date, minuteOfDay, start: instant, end: instant + MINUTE, offsetMinutes });
  }
  return runs;
}

function naiveCoveredTo({ salesCover, rules }: FoldInput, start: number, end: number): number | null {
  const isRead = (minute: number): boolean => salesCover.some(({ from, to }) => from <= minute && minute < to);
  let reached = start;
  while (reached < end && isRead(reached)) reached += MINUTE;
  if (reached === end) return end;
  const isLast = salesCover.every(({ to }) => to <= reached);
  return rules.openHour && reached > start && isLast ? reached : null;
}

function naiveFigures(input: FoldInput, start: number, end: number) {
  const { rules } = input;
  const sales = [...input.sales].filter(
    (sale) => sale.completedAt !== null && sale.completedAt >= start && sale.completedAt < end && counts(sale, input),
  );
  const goods = sales.map((sale) =>
    sale.lines.filter(
      ({ kind, unitPrice }) =>
        kind === 'item' || (kind === 'miscellaneous' && rules.countMiscellaneousLines && scaled(unitPrice) > 0n),
    ),
  );
  return {
    sales: text(sales.reduce((sum, sale) => sum + scaled(rules.salesAmount === 'net' ? sale.net : sale.gross), 0n)),
    transactions: goods.filter(
      (lines) =>
        lines.some(({ quantity }) => scaled(quantity) > 0n) ||
        (rules.countRefundTickets && lines.some(({ quantity }) => scaled(quantity) < 0n)),
    ).length,
    items: text(goods.flat().reduce((sum, { quantity }) => sum + scaled(quantity), 0n)),
    staffSeconds: naiveStaffSeconds(input, start, end),
  };
}

function counts(sale: Sale, { rules, currency }: FoldInput): boolean {
  const foreign = sale.currency !== null && currency !== null && sale.currency !== currency;
  const excluded =
    rules.excludeRegisters.some((register) => register === sale.register) ||
    rules.excludeSources.some((source) => source === sale.source);
  return sale.state === 'completed' && !foreign && !excluded;
}

function naiveStaffSeconds({ rules, shifts, shiftsCover }: FoldInput, start: number, end: number): number | null {
  if (shiftsCover === null) return null;
  for (let minute = start - rules.maxShift; minute < end; minute += MINUTE) {
    if (!shiftsCover.some(({ from, to, asOf }) => from <= minute && minute < to && asOf >= end)) return null;
  }
  let seconds = 0;
  for (const shift of shifts) {
    if (rules.excludeEmployees.some((employee) => employee === shift.employee)) continue;
    const first = Math.floor(shift.start / 1000);
    for (let second = start / 1000; second < end / 1000; second++) {
      const on = second >= first && second < first + rules.maxShift / 1000;
      const off = shift.end !== null && second >= Math.floor(shift.end / 1000);
      if (on && !off) seconds++;
    }
  }
  return seconds;
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(SCALE, '0'));
  return decimal.startsWith('-') ? -size : size;
}

function text(size: bigint): string {
  const digits = String(size < 0n ? -size : size).padStart(SCALE + 1, '0');
  const plain = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '');
  return size < 0n ? `-${plain}` : plain;
}
