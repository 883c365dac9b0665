import type { TruthQuestion } from '../truth/truth.js';
import { defaultRules } from '../truth/truth.js';
import { dayOf } from '../zone/local.js';
import { refuse } from './fields.js';

/** Reads the query of /simulator/truth. */
export function readQuestion(parameters: URLSearchParams): TruthQuestion {
  const firstDay = readDay(parameters, 'from');
  const lastDay = readDay(parameters, 'to');
  if (lastDay < firstDay) throw refuse("'to' lies before 'from'");
  const shops = parameters.get('shops');
  const maxShift = parameters.get('maxShiftHours');
  return {
    firstDay,
    lastDay,
    shops: shops === null || shops === '' ? undefined : readIds(shops),
    rules: {
      salesAmount: parameters.get('salesAmount') === 'gross' ? 'gross' : 'net',
      countRefundTickets: parameters.get('countRefundTickets') === 'true',
      countMiscellaneousLines: parameters.get('countMiscellaneousLines') !== 'false',
      excludeRegisters: readIds(parameters.get('excludeRegisters') ?? ''),
      excludeEmployees: readIds(parameters.get('excludeEmployees') ?? ''),
      maxShift: maxShift === null ? defaultRules.maxShift : Number(maxShift) * 3600,
    },
  };
}

function readDay(parameters: URLSearchParams, name: string): number {
  const day = dayOf(parameters.get(name) ?? '');
  if (day === undefined) throw refuse(`'${name}' must be a date such as 2026-05-14`);
  return day;
}

function readIds(text: string): Set<number> {
  const parts = text.split(',').filter((part) => part !== '');
  if (parts.some((part) => !/^\d+$/.test(part))) throw refuse(`'${text}' is no list of ids`);
  return new Set(parts.map(Number));
}
