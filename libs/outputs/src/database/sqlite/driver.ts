import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { evidenceOf, type Evidence } from '../../evidence.js';
import { createStatements } from '../ddl.js';
import { DatabaseFault } from '../fault.js';
import { requireTable } from '../existing-tables.js';
import { fullName } from '../naming.js';
import type { SqliteSettings } from '../settings.js';
import { CELL, TABLES } from '../tables.js';
import type { Driver, Target } from '../target.js';
import { sqliteFault } from './fault.js';
import { findTables } from './inspect.js';
import { SqliteSession } from './session.js';
import { writeDays } from './write.js';

export const sqlite: Driver<SqliteSettings> = {
  async open(settings, signal) {
    const session = await SqliteSession.open(settings, signal, settings.createTables);
    try {
      await makeOrRequireTables(session, settings);
      return targetOf(session, settings);
    } catch (error) {
      session.close();
      throw error;
    }
  },
  async check(settings, signal) {
    if (settings.createTables && !existsSync(settings.path)) return checkFolder(settings, signal);
    const session = await SqliteSession.open(settings, signal, false);
    try {
      return await tryWriting(session, settings);
    } finally {
      session.close();
    }
  },
};

function targetOf(session: SqliteSession, settings: SqliteSettings): Target {
  return {
    write: (days) => session.transaction((database) => writeDays(database, settings, days)),
    async close() {
      session.close();
    },
  };
}

async function makeOrRequireTables(session: SqliteSession, settings: SqliteSettings): Promise<void> {
  const complete = await session.reading((database) => findTables(database, settings).size === TABLES.length);
  if (!complete && settings.createTables) {
    await session.transaction((database) => {
      for (const statement of createStatements(settings)) database.exec(statement);
    });
  }
  const tables = await session.reading((database) => findTables(database, settings));
  for (const table of TABLES) requireTable(table, tables.get(table.name), settings);
}

/** A statement that changes no row still asks for the right to write; the transaction is taken back all the same. */
async function tryWriting(session: SqliteSession, settings: SqliteSettings): Promise<Evidence> {
  const tables = await session.reading((database) => findTables(database, settings));
  for (const table of TABLES) {
    const missing = tables.get(table.name) === undefined;
    if (!missing || !settings.createTables) requireTable(table, tables.get(table.name), settings);
  }
  await session.transaction((database) => {
    if (tables.has(CELL.name)) database.exec(`update ${fullName(settings, CELL.name)} set "revision" = 0 where 0`);
    else for (const statement of createStatements(settings)) database.exec(statement);
  }, 'rollback');
  return evidenceOf('database.file_writable', { target: settings.path });
}

/** The file is not made by a mere check. */
function checkFolder(settings: SqliteSettings, signal: AbortSignal): Evidence {
  let folder = dirname(settings.path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseFault(sqliteFault(error, settings, signal), { cause: error });
  }
  return evidenceOf('database.file_to_be_made', { target: settings.path });
}
