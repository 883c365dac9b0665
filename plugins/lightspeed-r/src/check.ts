import { CauseError, causeOf, type Cause, type CheckItem, type SpokenEvidence } from '@tillbridge/plugin-kit';
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

async function checkOne(
  context: Context,
  capability: Capability,
  say: () => Promise<Required<SpokenEvidence>>,
): Promise<CheckItem> {
  try {
    return { capability, status: 'ok', ...(await say()) };
  } catch (thrown) {
    context.signal.throwIfAborted();
    const cause: Cause = causeOf(thrown) ?? { $cause: 1, code: 'plugin.defect', message: String(thrown) };
    return { capability, status: 'failed', cause };
  }
}

/** The session names the employee who authorised; only the number is kept (I6). */
async function sayAuth(context: Context, accounts: Accounts): Promise<Required<SpokenEvidence>> {
  const session = await sessionOf(context);
  const { id } = await accounts.of(context);
  const opened = idOf(session['systemCustomerID']);
  if (opened !== null && opened !== id) {
    throw new CauseError({
      code: 'settings.invalid',
      message: `The token opens account ${opened}, the settings of the connection name account ${id}`,
      remedy: `Set accountId to ${opened} or leave it out, or authorise with an employee of account ${id}.`,
    });
  }
  const employee = idOf(session['employeeID']);
  const rights = rightsOf(session);
  return {
    evidence: `account ${id}, authorised by employee ${employee ?? 'unknown'}, rights: ${rights.evidence}`,
    evidenceFr: `compte ${id}, autorisé par l’employé ${employee ?? 'inconnu'}, droits : ${rights.evidenceFr}`,
  };
}

/** A server without this page can still be read; who authorised is then unknown. */
async function sessionOf(context: Context): Promise<Row> {
  try {
    return await askForRow(context, sessionRequest(settingsOf(context.settings)));
  } catch (thrown) {
    if (causeOf(thrown)?.http?.status === 404) return {};
    throw thrown;
  }
}

function rightsOf(session: Row): Required<SpokenEvidence> {
  if (!('Rights' in session)) return { evidence: 'unknown', evidenceFr: 'inconnus' };
  const held = isRow(session['Rights']) ? session['Rights'] : {};
  const named = RIGHTS.filter((right) => boolOf(held[right])).join(', ');
  if (named !== '') return { evidence: named, evidenceFr: named };
  return { evidence: 'none that reading needs', evidenceFr: 'aucun de ceux qu’exige la lecture' };
}

async function sayShops(context: Context, accounts: Accounts): Promise<Required<SpokenEvidence>> {
  const shops = await listShops(context, await accounts.of(context));
  const archived = shops.filter((shop) => shop.archived).length;
  const count = String(shops.length);
  return {
    evidence: `${count} shops${archived === 0 ? '' : `, ${String(archived)} of them archived`}`,
    evidenceFr: `magasins : ${count}${archived === 0 ? '' : `, dont archivés : ${String(archived)}`}`,
  };
}

async function saySales(context: Context, accounts: Accounts): Promise<Required<SpokenEvidence>> {
  const body = await askForRow(context, newestRequest(await accounts.of(context), 'Sale'));
  const { records, quarantined } = decodeRows(rowsOf(body, 'Sale'), SALES, new Map());
  const [unreadable] = quarantined;
  if (unreadable !== undefined) throw new CauseError(unreadable.cause);
  const [sale] = records;
  if (sale === undefined)
    return { evidence: 'no completed sale yet', evidenceFr: 'aucune vente conclue pour l’instant' };
  const { id, shop, completedAt } = sale;
  return {
    evidence: `newest sale ${id} of shop ${shop}, completed ${completedAt ?? 'at an unknown time'}`,
    evidenceFr: `dernière vente ${id} du magasin ${shop}, conclue ${completedAt ?? 'à une heure inconnue'}`,
  };
}

async function sayShifts(context: Context, accounts: Accounts): Promise<Required<SpokenEvidence>> {
  const body = await askForRow(context, newestRequest(await accounts.of(context), 'EmployeeHours'));
  const { records, quarantined } = decodeRows(rowsOf(body, 'EmployeeHours'), SHIFTS, new Map());
  const [unreadable] = quarantined;
  if (unreadable !== undefined) throw new CauseError(unreadable.cause);
  const [shift] = records;
  if (shift === undefined) {
    return {
      evidence: 'no clock-in yet: if staff clock in, check that the Time Clock module is on',
      evidenceFr:
        'aucun pointage pour l’instant : si le personnel pointe, vérifiez que le module de pointage est activé',
    };
  }
  const { id, shop, start } = shift;
  return {
    evidence: `newest clock-in ${id} of shop ${shop}, began ${start}`,
    evidenceFr: `dernier pointage ${id} du magasin ${shop}, commencé ${start}`,
  };
}
