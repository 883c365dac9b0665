import { parseArgs } from 'node:util';
import { fixtureAccount } from './scenarios/fixture-account.js';
import type { SimulatorOptions } from './simulator.js';
import { FASTEST, isSpeed } from './clock.js';
import { DAY, dateOf, dayOf } from './zone/local.js';

/** What the command line asks for. */
export interface CommandLine {
  readonly help: boolean;
  readonly json: boolean;
  readonly language: 'en' | 'fr';
  readonly options: SimulatorOptions;
}

export class BadArgument extends Error {}

const BENCH_FROM = '2024-01-01';
const BENCH_SALES_PER_DAY = 400;

const flags = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  seed: { type: 'string' },
  scenario: { type: 'string' },
  shops: { type: 'string' },
  zones: { type: 'string' },
  'sales-per-day': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  now: { type: 'string' },
  frozen: { type: 'boolean' },
  speed: { type: 'string' },
  'no-rate-limit': { type: 'boolean' },
  bench: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'public-client': { type: 'boolean' },
  'redirect-uri': { type: 'string', multiple: true },
  'loopback-redirect': { type: 'boolean' },
  approve: { type: 'boolean' },
  'bad-scope': { type: 'string' },
  'token-lifetime': { type: 'string' },
  'public-origin': { type: 'string' },
} as const;

export function readArguments(args: readonly string[], localeName: string): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: flags,
  });
  const whole = (name: string, text: string | undefined) => wholeNumber(name, text);
  const scenario = readScenario(values.scenario);
  const bench = whole('bench', values.bench);
  const shops = whole('shops', values.shops);
  const options: SimulatorOptions = {
    host: values.host,
    port: whole('port', values.port) ?? 8181,
    seed: whole('seed', values.seed),
    scenario,
    shops,
    zones: values.zones?.split(','),
    salesPerDay: whole('sales-per-day', values['sales-per-day']),
    from: values.from,
    to: values.to,
    now: values.now,
    frozen: values.frozen,
    speed: readSpeed(values.speed),
    rateLimit: values['no-rate-limit'] !== true,
    clientId: values['client-id'],
    clientSecret: values['client-secret'],
    publicClient: values['public-client'],
    redirectUris: values['redirect-uri'],
    loopbackRedirect: values['loopback-redirect'],
    approveAtOnce: values.approve,
    badScope: values['bad-scope'] === 'redirect' ? 'redirect' : 'show',
    accessTokenLifetime: whole('token-lifetime', values['token-lifetime']),
    publicOrigin: values['public-origin'],
  };
  return {
    help: values.help === true,
    json: values.json === true,
    language: readLanguage(values.lang, localeName),
    options: bench === undefined ? options : { ...options, ...benchOptions(bench, options) },
  };
}

function readLanguage(asked: string | undefined, localeName: string): 'en' | 'fr' {
  if (asked !== undefined && asked !== 'en' && asked !== 'fr')
    throw new BadArgument(`--lang is en or fr, not '${asked}'`);
  return asked ?? (localeName.startsWith('fr') ? 'fr' : 'en');
}

function readScenario(name: string | undefined): SimulatorOptions['scenario'] {
  if (name === undefined || name === 'stores') return undefined;
  if (name === 'fixture-account') return fixtureAccount();
  throw new BadArgument(`--scenario is stores or fixture-account, not '${name}'`);
}

function readSpeed(text: string | undefined): number | undefined {
  const speed = wholeNumber('speed', text);
  if (speed !== undefined && !isSpeed(speed))
    throw new BadArgument(`--speed is a whole number from 1 to ${FASTEST}, not '${text ?? ''}'`);
  return speed;
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,12}$/.test(text)) throw new BadArgument(`--${name} needs a whole number, not '${text}'`);
  return Number(text);
}

/** About so many sales, all of them in the past, the clock held, no rate limits. */
function benchOptions(sales: number, given: SimulatorOptions): Partial<SimulatorOptions> {
  const shops = given.zones?.length ?? given.shops ?? 3;
  const salesPerDay = given.salesPerDay ?? BENCH_SALES_PER_DAY;
  const days = Math.ceil(sales / (shops * salesPerDay));
  const first = dayOf(given.from ?? BENCH_FROM);
  if (first === undefined) throw new BadArgument(`--from needs a date such as 2026-05-14, not '${given.from ?? ''}'`);
  const last = first + days - 1;
  return {
    salesPerDay,
    from: dateOf(first),
    to: dateOf(last),
    now: new Date((last + 3) * DAY * 1000).toISOString(),
    frozen: true,
    rateLimit: false,
    saleLimit: sales,
  };
}
