import { problemOf, TillbridgeError } from '@tillbridge/domain';
import type { HostService } from '@tillbridge/host';
import type { Candidate } from '@tillbridge/oauth';
import { type Cause, CauseError, type CheckItem, problemOfCause, type ShopRecord } from '@tillbridge/plugin-kit';
import type { ConnectionSettings } from '@tillbridge/settings';
import { type ShopRow, shopsOf, type Store } from '@tillbridge/store';
import { ADMIN_PROBLEMS } from '../problems.js';

/** Whose account a pair opens, as far as the POS tells. */
export interface Account {
  readonly items: readonly CheckItem[];
  readonly shops: readonly ShopRecord[];
  /** The shops known of the connection so far, where these are others; otherwise null. */
  readonly otherThan: readonly string[] | null;
}

/**
 * Looks with the candidate's own tokens; the connection's stay untouched.
 *
 * @throws CauseError where the POS does not let the candidate in at all
 * @throws TillbridgeError `connect.rights_missing`
 */
export async function accountBehind(
  { tokens }: Pick<Candidate, 'tokens'>,
  connection: ConnectionSettings,
  { host, store, signal }: { readonly host: HostService; readonly store: Store; readonly signal: AbortSignal },
): Promise<Account> {
  // Under a name of its own: what a connector remembers of the connection must not become the candidate's.
  const candidate = { ...connection, id: `${connection.id}/candidate` };
  const calls = await host.withTokens(tokens).open(candidate);
  const items = await calls.check({ signal });
  for (const { capability, cause } of items)
    if (cause !== undefined && (capability === 'auth' || capability === 'shops') && !isRight(cause))
      throw new CauseError(cause);
  refuseMissingRights(items, connection.id);
  const shops = await calls.listShops({ signal });
  const known = (await shopsOf(store.read, connection.id)).filter(({ listed }) => listed);
  return { items, shops, otherThan: otherAccount(known, shops, connection) };
}

function isRight({ code }: Cause): boolean {
  return code === 'permission.missing';
}

/** Without these rights the connection would be authorised and yet deliver nothing, or no staff hours. */
function refuseMissingRights(items: readonly CheckItem[], connection: string): void {
  const missing = items.filter(({ cause }) => cause !== undefined && isRight(cause));
  if (missing.length === 0) return;
  const streams = missing.map(({ capability }) => capability).join(', ');
  const causes = missing.flatMap(({ cause }) => (cause === undefined ? [] : [problemOfCause(cause)]));
  throw new TillbridgeError([problemOf(ADMIN_PROBLEMS, 'connect.rights_missing', { streams, connection }), ...causes]);
}

/**
 * Whether this is another account than before. The contract has no id of an account, and ids of shops are small numbers
 * that every account has. So accounts are compared by the shops' ids together with their names: it is another one
 * unless most of the known shops are there again. A connection that was never read is compared by the shops that the
 * settings map.
 */
export function otherAccount(
  known: ReadonlyArray<Pick<ShopRow, 'posId' | 'name'>>,
  shops: ReadonlyArray<Pick<ShopRecord, 'posId' | 'name'>>,
  { locations }: Pick<ConnectionSettings, 'locations'>,
): readonly string[] | null {
  if (known.length === 0) {
    const mapped = locations.map(({ posId }) => posId);
    const isThere = mapped.length === 0 || mapped.some((id) => shops.some(({ posId }) => posId === id));
    return isThere ? null : mapped;
  }
  const again = known.filter((before) => shops.some((now) => now.posId === before.posId && now.name === before.name));
  return again.length * 2 > known.length ? null : known.map(shopText);
}

export function shopText({ posId, name }: Pick<ShopRecord, 'posId' | 'name'>): string {
  return `${posId} ${name}`;
}
