import type { LocationDay, Output, OutputContext, Receipt } from '@tillbridge/plugin-kit';
import type { Evidence } from '../evidence.js';
import { Delivery } from './delivery.js';
import { causeOfFault, faultOf } from './fault.js';
import { postgreSql } from './postgresql/driver.js';
import { previewText } from './preview.js';
import { databaseName, databaseSettings, shapingSettings, type DatabaseSettings } from './settings.js';
import { sqlite } from './sqlite/driver.js';
import type { Target } from './target.js';

/** `random`: from 0 to below 1, a fresh one at each call. */
export function createDatabaseOutput(random: () => number): Output {
  return {
    async check(context) {
      const settings = databaseSettings(context.settings);
      try {
        return { status: 'ok', ...(await check(settings, context.signal)) };
      } catch (error) {
        return { status: 'failed', cause: causeOfFault(faultOf(error, databaseName(settings))) };
      }
    },
    deliver: (context, days) => deliver(context, days, random),
    preview: (settings, days) => ({
      contentType: 'application/json',
      text: previewText(days, databaseSettings(settings)),
    }),
    shapingSettings,
  };
}

async function deliver(
  context: OutputContext<Readonly<Record<string, unknown>>>,
  days: readonly LocationDay[],
  random: () => number,
): Promise<readonly Receipt[]> {
  const { signal, now } = context;
  const settings = databaseSettings(context.settings);
  const { batchRows } = settings;
  const name = databaseName(settings);
  return new Delivery({ open: () => open(settings, signal), name, batchRows, random, signal, now }).run(days);
}

function open(settings: DatabaseSettings, signal: AbortSignal): Promise<Target> {
  return settings.kind === 'sqlite' ? sqlite.open(settings, signal) : postgreSql.open(settings, signal);
}

function check(settings: DatabaseSettings, signal: AbortSignal): Promise<Evidence> {
  return settings.kind === 'sqlite' ? sqlite.check(settings, signal) : postgreSql.check(settings, signal);
}
