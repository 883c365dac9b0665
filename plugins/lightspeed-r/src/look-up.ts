import { causeOf, CauseError } from '@tillbridge/plugin-kit';
import { idOf, isRow, rowsOf, UnreadableError } from './decode.js';
import { askForRow, readPages, type Context } from './pages.js';
import type { Decoding } from './reading.js';
import { byIdRequest, byListRequest, type Account } from './requests.js';

const IDS_A_CALL = 100;

/** What a look-up needs besides its ids. */
export interface LookUp<R extends { readonly id: string }> {
  readonly account: Account;
  readonly entity: 'Sale' | 'EmployeeHours';
  readonly decoding: Decoding<R>;
}

/**
 * The records among `ids` that still exist. "Not there" takes a record out of the figures, so only an answer without it
 * counts: an unreadable record or a failed request fails the look-up.
 */
export async function lookUp<R extends { readonly id: string }>(
  context: Context,
  what: LookUp<R>,
  ids: readonly string[],
): Promise<readonly R[]> {
  const found: R[] = [];
  let byList = what.account.settings.lookUpByList;
  for (let index = 0; index < ids.length; index += IDS_A_CALL) {
    const asked = ids.slice(index, index + IDS_A_CALL);
    const listed = byList ? await lookUpByList(context, what, asked) : null;
    byList &&= listed !== null;
    found.push(...(listed ?? (await lookUpOneByOne(context, what, asked))));
  }
  return found;
}

/** null where the POS does not understand the list: it refuses it, or answers what was not asked for. */
async function lookUpByList<R extends { readonly id: string }>(
  context: Context,
  what: LookUp<R>,
  ids: readonly string[],
): Promise<readonly R[] | null> {
  const rows = await rowsByList(context, what, ids);
  const wanted = new Set(ids);
  if (rows === null || !rows.every((row) => isRow(row) && wanted.has(idOf(row[what.decoding.idField]) ?? ''))) {
    context.log('info', 'The list form of a look-up is not understood; asking one by one', { entity: what.entity });
    return null;
  }
  // An empty answer may also mean that the filter does not work: asking for one of them by id tells.
  const [first] = ids;
  if (rows.length === 0 && first !== undefined && (await recordById(context, what, first)) !== null) return null;
  return rows.map((row) => decoded(row, what));
}

async function rowsByList<R extends { readonly id: string }>(
  context: Context,
  what: LookUp<R>,
  ids: readonly string[],
): Promise<readonly unknown[] | null> {
  try {
    const rows: unknown[] = [];
    const first = byListRequest(what.account, what.entity, ids);
    for await (const page of readPages(context, { ...what, first })) rows.push(...page.rows);
    return rows;
  } catch (thrown) {
    const cause = causeOf(thrown);
    if (cause?.code === 'upstream.malformed' && cause.http?.status === 400) return null;
    throw thrown;
  }
}

async function lookUpOneByOne<R extends { readonly id: string }>(
  context: Context,
  what: LookUp<R>,
  ids: readonly string[],
): Promise<readonly R[]> {
  const found: R[] = [];
  for (const id of ids) {
    const record = await recordById(context, what, id);
    if (record !== null) found.push(record);
  }
  return found;
}

async function recordById<R extends { readonly id: string }>(
  context: Context,
  what: LookUp<R>,
  id: string,
): Promise<R | null> {
  try {
    const body = await askForRow(context, byIdRequest(what.account, what.entity, id));
    const [row] = rowsOf(body, what.entity);
    if (row !== undefined) return decoded(row, what);
  } catch (thrown) {
    const cause = causeOf(thrown);
    if (cause?.code === 'upstream.malformed' && cause.http?.status === 404) return null;
    throw thrown;
  }
  throw new CauseError({ code: 'upstream.malformed', message: `Lightspeed answers ${what.entity} ${id} without it` });
}

function decoded<R extends { readonly id: string }>(row: unknown, what: LookUp<R>): R {
  try {
    if (!isRow(row)) throw new UnreadableError('the record is no object');
    return what.decoding.decode(row);
  } catch (thrown) {
    if (!(thrown instanceof UnreadableError)) throw thrown;
    const { stream } = what.decoding;
    throw new CauseError({ code: 'upstream.malformed', stream, message: thrown.message }, { cause: thrown });
  }
}
