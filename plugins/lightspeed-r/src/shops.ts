import { CauseError, type ShopRecord } from '@tillbridge/plugin-kit';
import { boolOf, idOf, isRow } from './decode.js';
import { askForRow, readPages, type Context } from './pages.js';
import { accountRequest, shopsRequest, type Account } from './requests.js';

/** Every shop, archived ones too. Only the shop has the time zone, only the account has the currency. */
export async function listShops(context: Context, account: Account): Promise<readonly ShopRecord[]> {
  const currency = await currencyOf(context, account);
  const shops: ShopRecord[] = [];
  for await (const page of readPages(context, { account, entity: 'Shop', first: shopsRequest(account) })) {
    for (const row of page.rows) shops.push(decodeShop(row, currency));
  }
  return shops;
}

async function currencyOf(context: Context, account: Account): Promise<string | null> {
  const body = await askForRow(context, accountRequest(account));
  const currency = body['defaultCurrency'];
  const code = isRow(currency) ? currency['code'] : undefined;
  return typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : null;
}

/** There is no quarantine for shops: one that names no id could never be mapped, and the list would not be whole. */
export function decodeShop(row: unknown, currency: string | null): ShopRecord {
  const posId = isRow(row) ? idOf(row['shopID']) : null;
  if (!isRow(row) || posId === null) {
    throw new CauseError({ code: 'upstream.malformed', message: 'Lightspeed lists a shop without shopID' });
  }
  const { name, timeZone } = row;
  return {
    posId,
    name: typeof name === 'string' && name !== '' ? name : posId,
    timeZone: typeof timeZone === 'string' && timeZone !== '' ? timeZone : null,
    currency,
    archived: boolOf(row['archived']),
  };
}
