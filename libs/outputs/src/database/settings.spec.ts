import { describe, expect, test } from '@jest/globals';
import { quoted } from './identifier.js';
import { databaseName, databaseSettings, shapingSettings } from './settings.js';

describe('the settings of a database output', () => {
  test('take a PostgreSQL url apart, percent-encoding undone', () => {
    const settings = databaseSettings({ url: 'postgres://a%40b:p%2Fw@db.example.com:6432/tally%20x' });

    expect(settings).toMatchObject({
      kind: 'postgresql',
      host: 'db.example.com',
      port: 6432,
      user: 'a@b',
      password: 'p/w',
      database: 'tally x',
    });
  });

  test.each([
    ['db.example.com', 'verify'],
    ['10.0.0.7', 'verify'],
    ['localhost.example.com', 'verify'],
    ['localhost', 'off'],
    ['127.0.0.1', 'off'],
    ['[::1]', 'off'],
    ['%2Fvar%2Frun%2Fpostgresql', 'off'],
  ])('encrypt to %s: %s', (host, tls) => {
    expect(databaseSettings({ url: `postgresql://writer@${host}/tally` })).toMatchObject({ tls });
  });

  test('prefer what they say themselves to what the url says or is guessed', () => {
    const url = 'postgresql://writer:old@localhost/tally';

    expect(databaseSettings({ url, password: 'new', tls: 'verify' })).toMatchObject({ password: 'new', tls: 'verify' });
  });

  test('resolve the path of a SQLite file', () => {
    expect(databaseSettings({ url: 'sqlite:/srv/x/../tally.db' })).toMatchObject({
      kind: 'sqlite',
      path: '/srv/tally.db',
    });
  });

  test('name the database to people without user and password', () => {
    const settings = databaseSettings({ url: 'postgresql://writer:secret@db.example.com/tally' });

    expect(databaseName(settings)).toBe('postgresql://db.example.com:5432/tally');
  });

  test('shape no payload: moving to another database sends no day again', () => {
    expect(shapingSettings()).toEqual({ rows: 1 });
  });
});

describe('a name in a statement', () => {
  test.each(['tally', 'Tally_2', '_', 'a'.repeat(63)])('%s is put in quotes', (name) => {
    expect(quoted(name)).toBe(`"${name}"`);
  });

  test.each(['', '1a', 'a b', 'a"b', 'a.b', 'tally; drop table x', 'é', 'a'.repeat(64)])(
    'B19 %j is refused',
    (name) => {
      expect(() => quoted(name)).toThrow(RangeError);
    },
  );
});
