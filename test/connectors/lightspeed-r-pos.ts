import { startSimulator, type Simulator } from '@tillbridge/simulator';
import type { ShiftRecord } from '@tillbridge/plugin-kit';
import type { AnswerForms, ExpectedSale, RunningPos, SuiteSettings } from '@tillbridge/plugin-kit/suite';

type Row = Readonly<Record<string, unknown>>;

const SPAN = { from: '2026-05-13T00:00:00Z', to: '2026-05-14T00:00:00Z' };
const QUIET = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };

/** Four simulated stores over three days, one of them with two taxes, with a voided ticket and an employee who is still clocked in. */
export async function startLightspeedR(): Promise<RunningPos> {
  const simulator = await startSimulator({
    seed: 7,
    shops: 4,
    salesPerDay: 10,
    from: '2026-05-12',
    to: '2026-05-14',
    now: '2026-05-15T12:00:00Z',
    frozen: true,
    rateLimit: false,
  });
  const token = await accessToken(simulator);
  const [first] = await rowsOf(simulator, token, 'Sale', 'completeTime');
  simulator.control('sales/void', { saleID: first?.['saleID'] });
  simulator.control('shifts/add', { shopID: 1, checkIn: '2026-05-13T13:00:00Z' });
  const settings = (origin: string): SuiteSettings => ({
    apiUrl: `${origin}/API/V3`,
    authUrl: `${origin}/auth/oauth`,
    clientId: simulator.clientId,
    clientSecret: simulator.clientSecret,
  });
  return {
    origin: simulator.origin,
    settings,
    smallPages: (origin) => ({ ...settings(origin), pageSize: 3 }),
    token: () => Promise.resolve(token),
    span: SPAN,
    quietSpan: QUIET,
    sales: (await rowsOf(simulator, token, 'Sale', 'completeTime')).map(expectedSale),
    shifts: (await rowsOf(simulator, token, 'EmployeeHours', 'checkIn')).map(expectedShift),
    shops: ['1', '2', '3', '4'],
    canaries: ['Olive', 'Owner', 'Example', 'Leaver'],
    edits: editsOf(simulator),
    stop: () => simulator.close(),
  };
}

export const lightspeedRAnswers: AnswerForms = {
  reads: (stream, url) => url.pathname.endsWith(stream === 'sales' ? '/Sale.json' : '/EmployeeHours.json'),
  missingRight: {
    status: 403,
    body: JSON.stringify({ httpCode: '403', message: 'Not Authorized: Insufficient rights' }),
  },
  rateLimited: (retryAfter) => ({
    status: 429,
    headers: {
      'X-LS-API-RateLimit-Type': 'api-leaky-bucket',
      ...(retryAfter === null ? {} : { 'Retry-After': retryAfter }),
    },
    body: '',
  }),
  withNext: (body, next) => {
    const answer = JSON.parse(body) as Row;
    return JSON.stringify({ ...answer, '@attributes': { ...(answer['@attributes'] as Row), next } });
  },
  withoutId: (body) => {
    const answer = JSON.parse(body) as Row;
    const [key = '', list] = Object.entries(answer).find(([name]) => name !== '@attributes') ?? [];
    const [first, ...rest] = Array.isArray(list) ? (list as Row[]) : [list as Row];
    const { saleID: _, employeeHoursID: __, ...nameless } = first ?? {};
    return JSON.stringify({ ...answer, [key]: [nameless, ...rest] });
  },
  withUnknownKeys: (body) => JSON.stringify(withUnknown(JSON.parse(body))),
};

function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([key, inner]) => [key, withUnknown(inner)] as const);
  return { aKeyOfTomorrow: { with: ['values', 1, null] }, ...Object.fromEntries(known) };
}

async function accessToken(simulator: Simulator): Promise<string> {
  const answer = await fetch(`${simulator.authUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: simulator.issueRefreshToken(),
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
    }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

/** What the POS holds, asked for without the connector. */
async function rowsOf(simulator: Simulator, token: string, entity: string, field: string): Promise<Row[]> {
  const rows: Row[] = [];
  const span = `><,${SPAN.from},${SPAN.to.replace('14T00:00:00', '13T23:59:59')}`;
  const query = new URLSearchParams({ [field]: span, ...(entity === 'Sale' ? { completed: 'true' } : {}) });
  let url = `${simulator.apiUrl}/Account/${simulator.accountId}/${entity}.json?${query.toString()}`;
  while (url !== '') {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } });
    const body = (await answer.json()) as Readonly<Record<string, Row>>;
    rows.push(...[body[entity] ?? []].flat());
    const next = body['@attributes']?.['next'];
    url = typeof next === 'string' ? next : '';
  }
  return rows;
}

/** Net by the other identity of the API (subtotal less discount), in whole millionths: no code shared with the plugin. */
function expectedSale(row: Row): ExpectedSale {
  return {
    id: String(row['saleID']),
    shop: String(row['shopID']),
    state: row['voided'] === 'true' ? 'voided' : 'completed',
    completedAt: utc(row['completeTime']),
    net: millionthsText(millionths(row['calcSubtotal']) - millionths(row['calcDiscount'])),
    gross: millionthsText(millionths(row['calcTotal'])),
  };
}

function expectedShift(row: Row): ShiftRecord {
  return {
    id: String(row['employeeHoursID']),
    shop: String(row['shopID']),
    employee: String(row['employeeID']),
    start: utc(row['checkIn']),
    end: row['checkOut'] === undefined ? null : utc(row['checkOut']),
  };
}

function utc(time: unknown): string {
  return String(time).replace('+00:00', 'Z');
}

function millionths(amount: unknown): bigint {
  const [whole = '0', fraction = ''] = String(amount).split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}

function millionthsText(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

function editsOf(simulator: Simulator): RunningPos['edits'] {
  const control = (action: string, fields: Record<string, unknown>): Promise<void> => {
    simulator.control(action, fields);
    return Promise.resolve();
  };
  return {
    voidSale: (saleID) => control('sales/void', { saleID }),
    deleteSale: (saleID) => control('sales/delete', { saleID }),
    moveSale: (saleID, completeTime) => control('sales/backdate', { saleID, completeTime }),
    endShift: (employeeHoursID, checkOut) => control('shifts/close', { employeeHoursID, checkOut }),
    deleteShift: (employeeHoursID) => control('shifts/delete', { employeeHoursID }),
  };
}
