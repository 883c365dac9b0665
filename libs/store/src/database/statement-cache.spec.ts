import Database from 'better-sqlite3';
import { describe, expect, it } from '@jest/globals';
import { keepStatements } from './statement-cache.js';

function aDatabase(): Database.Database {
  const database = new Database(':memory:');
  keepStatements(database);
  database.prepare('create table thing (id integer primary key, name text)').run();
  return database;
}

describe('a SQLite connection that keeps its statements', () => {
  it('prepares a query once', () => {
    const database = aDatabase();

    const first = database.prepare('select * from thing where id = ?');

    expect(database.prepare('select * from thing where id = ?')).toBe(first);
    expect(database.prepare('select name from thing')).not.toBe(first);
  });

  it('sees a column that came after the query was prepared', () => {
    const database = aDatabase();
    database.prepare('insert into thing (id, name) values (?, ?)').run(1, 'one');
    const before = database.prepare('select * from thing').all();

    database.prepare('alter table thing add column size integer').run();

    expect(before).toEqual([{ id: 1, name: 'one' }]);
    expect(database.prepare('select * from thing').all()).toEqual([{ id: 1, name: 'one', size: null }]);
  });

  it('forgets the oldest of very many queries', () => {
    const database = aDatabase();
    const first = database.prepare('select 0');

    for (let query = 1; query <= 200; query++) database.prepare(`select ${query}`);

    expect(database.prepare('select 0')).not.toBe(first);
  });
});
