import { CauseError } from '@tillbridge/plugin-kit';

const REMEDY =
  'The X-Series connector is not written yet, and no setting changes that. Pause the connection ' +
  '("tillbridge connections pause", or active: false before its first import). Until a release implements it, export ' +
  'the sales from X-Series as CSV and bring them into TMAS by its file import. If the account is an R-Series one, use ' +
  'the connector lightspeed-r.';

/**
 * Every call ends here, so that a person reads why there are no figures: an empty list would say that nothing was
 * sold (I7).
 *
 * @throws CauseError `connector.not_implemented`, always
 */
export function notImplemented(what: string): never {
  throw new CauseError({
    code: 'connector.not_implemented',
    message:
      `not implemented: nothing is read from Lightspeed Retail (X-Series) yet (asked for ${what}). ` +
      'Its figures are unknown, not zero.',
    remedy: REMEDY,
  });
}

/** Nothing is requested, so no answer can have failed. */
export function classify(): never {
  return notImplemented('the reason of a failed answer');
}
