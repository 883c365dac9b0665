import { DAY, dayOf } from '../zone/local.js';
import type { Scenario } from './scenario.js';
import { storesScenario } from './stores.js';

export interface ScenarioChoice {
  /** A scenario of its own instead of the generated stores. */
  readonly scenario?: Scenario | undefined;
  readonly seed?: number | undefined;
  readonly shops?: number | undefined;
  /** IANA zones, one shop each. */
  readonly zones?: readonly string[] | undefined;
  readonly salesPerDay?: number | undefined;
  /** Local dates, both included; by default the 40 days before now and the year after it. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** ISO instant at which the simulated clock starts; the real one by default. */
  readonly now?: string | undefined;
  /** At most this many tickets. */
  readonly saleLimit?: number | undefined;
}

export class BadChoice extends Error {}

const DEFAULT_PAST = 40;
const DEFAULT_FUTURE = 366;

/** Makes the scenario that was asked for and says when its clock starts (milliseconds). */
export function chooseScenario(choice: ScenarioChoice, realNow: number): { scenario: Scenario; start: number } {
  const start = choice.now === undefined ? undefined : readNow(choice.now);
  if (choice.scenario !== undefined) {
    const stated = choice.scenario.now;
    return { scenario: choice.scenario, start: start ?? (stated === undefined ? realNow : stated * 1000) };
  }
  const today = Math.floor((start ?? realNow) / (DAY * 1000));
  const firstDay = readDay('from', choice.from) ?? Math.min(today, readDay('to', choice.to) ?? today) - DEFAULT_PAST;
  const lastDay = readDay('to', choice.to) ?? Math.max(today, firstDay) + DEFAULT_FUTURE;
  if (lastDay < firstDay) throw new BadChoice("'to' lies before 'from'");
  const scenario = storesScenario({
    seed: choice.seed ?? 1,
    shops: choice.shops ?? 3,
    zones: choice.zones,
    salesPerDay: choice.salesPerDay ?? 60,
    firstDay,
    lastDay,
    saleLimit: choice.saleLimit,
  });
  return { scenario, start: start ?? realNow };
}

function readDay(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = dayOf(text);
  if (day === undefined) throw new BadChoice(`'${name}' must be a date such as 2026-05-14, not '${text}'`);
  return day;
}

function readNow(text: string): number {
  const millis = Date.parse(text);
  if (Number.isNaN(millis)) throw new BadChoice(`'now' must be an instant such as 2026-05-14T12:00:00Z, not '${text}'`);
  return millis;
}
