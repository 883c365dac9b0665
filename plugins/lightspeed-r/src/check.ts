import { CauseError, causeOf, type Cause, type CheckItem } from '@tillbridge/plugin-kit';
import type { Accounts } from './account.js';
import { boolOf, idOf, isRow, rowsOf, type Row } from './decode.js';
import { askForRow, type Context } from './pages.js';
import { decodeRows } from './reading.js';
import { newestRequest, sessionRequest } from './requests.js';
import { SALES } from './sales.js';
import { settingsOf } from './settings.js';
import { SHIFTS } from './shifts.js';
import { listShops } from './shops.js';

type Capability = CheckItem['capability'];

/** The rights that reading needs; `admin` holds both. */
const RIGHTS = ['register', 'admin_employees', 'admin'];

/** Six requests: session, account, currency, shops, one sale, one shift. */
export async function check(context: Context, accounts: Accounts): Promise<readonly CheckItem[]> {
  accounts.forget(context);
  const auth = await checkOne(context, 'auth', () => sayAuth(context, accounts));
  if (auth.status === 'failed') {
    const others = ['shops', 'sales', 'shifts'] as const;
    return [auth, ...others.map((capability) => ({ capability, status: 'skipped' as const }))];
  }
  return [
    auth,
    await checkOne(context, 'shops', () => sayShops(context, accounts)),
    await checkOne(context, 'sales', () => saySales(context, accounts)),
    await checkOne(context, 'shifts', () => sayShifts(context, accounts)),
  ];
}

async function checkOne(context: Context, capability: Capability, say: () => Promise<string>): Promise<CheckItem> {
  try {
    return { capability, status: 'ok', evidence: await say() };
  } catch (thrown) {
    context.signal.throwIfAborted();
    const cause: Cause = causeOf(thrown) ?? { $cause: 1, code: 'plugin.defect', message: String(thrown) };
    return { capability, status: 'failed', cause };
  }
}

/** The session names the employee who authorized; only the number is kept (I6). */
async function sayAuth(context: Context, accounts: Accounts): Promise<string> {
  const session = await sessionOf(context);
  const { id } = await accounts.of(context);
  const opened = idOf(session['systemCustomerID']);
  if (opened !== null && opened !== id) {
    throw new CauseError({
      code: 'settings.invalid',
      message: `The token opens account ${opened}, the settings of the connection name account ${id}`,
      remedy: `Set accountId to ${opened} or leave it out, or authorize with an employee of account ${id}.`,
    });
  }
  return `account ${id}, authorized by employee ${idOf(session['employeeID']) ?? 'unknown'}, rights: ${rightsOf(session)}`;
}

/** A server without this page can still be read; who authorized is then unknown. */
async function sessionOf(context: Context): Promise<Row> {
  try {
    return await askForRow(context, sessionRequest(settingsOf(context.settings)));
  } catch (thrown) {
    if (causeOf(thrown)?.http?.status === 404) return {};
    throw thrown;
  }
}

function rightsOf(session: Row): string {
  if (!('Rights' in session)) return 'unknown';
  const held = isRow(session['Rights']) ? session['Rights'] : {};
  return RIGHTS.filter((right) => boolOf(held[right])).join(', ') || 'none that reading needs';
}

async function sayShops(context: Context, accounts: Accounts): Promise<string> {
  const shops = await listShops(context, await accounts.of(context));
  const archived = shops.filter((shop) => shop.archived).length;
  return `${String(shops.length)} shops${archived === 0 ? '' : `, ${String(archived)} of them archived`}`;
}

async function saySales(context: Context, accounts: Accounts): Promise<string> {
  const body = await askForRow(context, newestRequest(await accounts.of(context), 'Sale'));
  const { records, quarantined } = decodeRows(rowsOf(body, 'Sale'), SALES, new Map());
  const [unreadable] = quarantined;
  if (unreadable !== undefined) throw new CauseError(unreadable.cause);
  const [sale] = records;
  return sale === undefined
    ? 'no completed sale yet'
    : `newest sale ${sale.id} of shop ${sale.shop}, completed ${sale.completedAt ?? 'at an unknown time'}`;
}

async function sayShifts(context: Context, accounts: Accounts): Promise<string> {
  const body = await askForRow(context, newestRequest(await accounts.of(context), 'EmployeeHours'));
  const { records, quarantined } = decodeRows(rowsOf(body, 'EmployeeHours'), SHIFTS, new Map());
  const [unreadable] = quarantined;
  if (unreadable !== undefined) throw new CauseError(unreadable.cause);
  const [shift] = records;
  return shift === undefined
    ? 'no clock-in yet: if staff clock in, check that the Time Clock module is on'
    : `newest clock-in ${shift.id} of shop ${shift.shop}, began ${shift.start}`;
}
