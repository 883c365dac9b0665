import { describe, expect, it } from '@jest/globals';
import type { Cause } from '@tillbridge/plugin-kit';
import { findingOfCause } from './finding.js';

const REVOKED: Cause = { $cause: 1, code: 'auth.revoked', message: 'invalid_grant', remedy: 'Ask Acme.' };

describe('a cause', () => {
  it("is told with the plugin's own remedy, to French readers beside the general one", () => {
    const english = findingOfCause(REVOKED, 'en');
    const french = findingOfCause(REVOKED, 'fr');

    expect(english).toMatchObject({ code: 'auth.revoked', kind: 'person', fix: 'Ask Acme.' });
    expect(french.fix).toMatch(/^Un propriétaire .*\(en anglais : Ask Acme\.\)$/);
  });

  it('of an output is told in French wholly, by the entry of the catalogue that it names', () => {
    const parameters = { directory: '/csv', path: '/csv/x', reason: 'ENOSPC' };
    const cause: Cause = {
      $cause: 1,
      code: 'output.no_space',
      message: 'There is no space left',
      remedy: 'Free space',
      detail: { problem: 'csv.no_space', parameters },
    };

    const { what, fix } = findingOfCause(cause, 'fr');

    expect(what).toContain('/csv : ENOSPC');
    expect(`${what} ${fix}`).not.toMatch(/There|Free/);
  });

  it('whose detail names no entry is told by its message', () => {
    const cause: Cause = { ...REVOKED, detail: { problem: 'constructor', parameters: {} } };

    expect(findingOfCause(cause, 'fr').what).toContain('invalid_grant');
  });
});
