import { describe, expect, it } from '@jest/globals';
import { EXIT_CODES } from '@tillbridge/domain';
import { CAUSES, problemOfCause, reactionTo, sayCause } from './causes.js';
import type { Cause } from './contract/cause.js';

function aCause(overrides: Partial<Cause> = {}): Cause {
  return { $cause: 1, code: 'permission.missing', message: 'no clock-ins', ...overrides };
}

describe('a cause', () => {
  it.each(Object.entries(CAUSES))('%s says in two languages what was seen and what to do', (code, definition) => {
    for (const language of ['en', 'fr'] as const) {
      expect(definition[language].what).toContain(code === 'auth.missing' ? '{connection}' : '{message}');
      expect(definition[language].fix.length).toBeGreaterThan(10);
    }
    expect(definition.en.what).not.toBe(definition.fr.what);
  });

  it('of a connection that nobody has authorised yet says whose matter it is, whole in both languages', () => {
    const message = 'The connection acme has never been authorised.';
    const cause = aCause({ code: 'auth.missing', message, detail: { connection: 'acme' } });

    const said = (['en', 'fr'] as const).map((language) => sayCause(cause, language));

    expect(said.map(({ what }) => what)).toEqual([
      'Nobody has authorised the connection acme at the POS yet: nothing can be read from it.',
      'Personne n’a encore autorisé la connexion acme au point de vente : rien ne peut y être lu.',
    ]);
    expect(said[0]?.fix).toMatch(/^An owner or admin .*"tillbridge connect acme"/);
    expect(said[1]?.fix).toMatch(/^Un propriétaire ou administrateur .*« tillbridge connect acme »/);
    expect(EXIT_CODES[problemOfCause(cause).definition.kind]).toBe(77);
    expect(reactionTo(cause)).toBe('stop-connection');
  });

  it('exits with 77 where a person must act and 75 where time helps', () => {
    const exits = (
      ['auth.revoked', 'permission.missing', 'shop.unknown', 'rate.limited', 'upstream.unavailable'] as const
    ).map((code) => EXIT_CODES[problemOfCause(aCause({ code })).definition.kind]);

    expect(exits).toEqual([77, 77, 77, 75, 75]);
  });

  it('of a receiver is a person’s matter where it lets nothing in, and pauses the output where it is gone', () => {
    const causes = (['output.not_let_in', 'output.gone'] as const).map((code) => aCause({ code }));

    expect(causes.map((cause) => EXIT_CODES[problemOfCause(cause).definition.kind])).toEqual([77, 77]);
    expect(causes.map(reactionTo)).toEqual(['retry', 'pause-output']);
  });

  it('is told with the remedy of the plugin, which knows more, in English alone', () => {
    const cause = aCause({ remedy: 'The owner ticks Employee Setup.' });

    expect(sayCause(cause).fix).toBe('The owner ticks Employee Setup.');
    expect(sayCause(cause).what).toContain('no clock-ins');
    expect(sayCause(cause, 'fr').fix).toBe(CAUSES['permission.missing'].fr.fix);
  });

  it.each(['auth.revoked', 'auth.expired', 'permission.missing'] as const)(
    '%s names the command that authorises again, in both languages',
    (code) => {
      expect(CAUSES[code].en.fix).toContain('"tillbridge connect"');
      expect(CAUSES[code].fr.fix).toContain('« tillbridge connect »');
    },
  );

  it('of an expired token never stops the connection: the token endpoint decides', () => {
    expect(reactionTo(aCause({ code: 'auth.expired' }))).toBe('refresh');
    expect(reactionTo(aCause({ code: 'auth.revoked' }))).toBe('stop-connection');
  });
});
