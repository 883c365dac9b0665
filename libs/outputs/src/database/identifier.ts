/** PostgreSQL cuts longer names off without a word. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/**
 * A name as both databases take it, in quotes so that no keyword is in the way. Names come from settings that the
 * schema has checked; this is the second lock, for they are the only text that is ever put into a statement.
 *
 * @throws RangeError when the name is not made of letters, digits and underscores or is longer than 63
 */
export function quoted(name: string): string {
  if (!IDENTIFIER.test(name)) throw new RangeError(`not a name for a table, column or schema: ${name}`);
  return `"${name}"`;
}

/** A role or database in a statement that a person is to run: their names are free. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
