/**
 * The yardstick of the benchmark: downloads, parses and folds the same pages into one CSV, and nothing else. It keeps
 * no ledger, notices no edit and survives no crash; it shares no code with the product. Hours are worked out in one
 * zone a shop by Intl with a cache, money in whole cents.
 */
import { writeFileSync } from 'node:fs';

interface Line {
  readonly itemID: string;
  readonly unitQuantity: string;
  readonly unitPrice: string;
  readonly itemFeeID?: string;
  readonly lineType?: string;
}

interface Sale {
  readonly shopID: string;
  readonly completeTime: string;
  readonly voided: string;
  readonly total: string;
  readonly calcTax1: string;
  readonly calcTax2: string;
  readonly SaleLines?: { readonly SaleLine?: Line | readonly Line[] };
}

interface Page<T> {
  readonly '@attributes': { readonly next: string };
  readonly Sale?: T | readonly T[];
  readonly EmployeeHours?: T | readonly T[];
  readonly Shop?: T | readonly T[];
}

interface Hours {
  readonly shopID: string;
  readonly checkIn: string;
  readonly checkOut?: string;
}

interface Row {
  cents: number;
  transactions: number;
  items: number;
  seconds: number;
}

const [apiUrl, authUrl, account, client, secret, refreshToken, from, to, file] = process.argv.slice(2) as string[];
const DAY = 86_400_000;
const rows = new Map<string, Row>();
const zones = new Map<string, Intl.DateTimeFormat>();
const hours = new Map<string, string>();

const token = await authorise();
for (const shop of await shops()) zones.set(shop.shopID, formatOf(shop.timeZone));
// The dates of every zone lie within these days of UTC.
const start = Date.parse(`${from}T00:00:00Z`) - DAY;
const end = Date.parse(`${to}T00:00:00Z`) + 2 * DAY;
for (let day = start; day < end; day += DAY) {
  const between = `%3E%3C%2C${iso(day)}%2C${iso(day + DAY - 1000)}`;
  await pages<Sale>(
    `Sale.json?completed=true&completeTime=${between}&sort=saleID&limit=100&load_relations=%5B%22SaleLines%22%5D`,
    'Sale',
    addSale,
  );
  await pages<Hours>(`EmployeeHours.json?checkIn=${between}&sort=employeeHoursID&limit=100`, 'EmployeeHours', addHours);
}
write();

function addSale(sale: Sale): void {
  if (sale.voided === 'true') return;
  const row = rowAt(sale.shopID, Date.parse(sale.completeTime));
  row.cents += cents(sale.total) - cents(sale.calcTax1) - cents(sale.calcTax2);
  let bought = false;
  for (const line of list(sale.SaleLines?.SaleLine)) {
    if ((line.itemFeeID ?? '0') !== '0' || (line.lineType ?? '').startsWith('item_fee')) continue;
    if (line.itemID === '0' && Number(line.unitPrice) <= 0) continue;
    row.items += Number(line.unitQuantity);
    bought ||= Number(line.unitQuantity) > 0;
  }
  if (bought) row.transactions += 1;
}

function addHours(shift: Hours): void {
  const begin = Date.parse(shift.checkIn);
  const finish = Math.min(Date.parse(shift.checkOut ?? shift.checkIn), begin + 16 * 3_600_000);
  for (let at = begin; at < finish;) {
    const next = Math.min(finish, (Math.floor(at / 900_000) + 1) * 900_000);
    rowAt(shift.shopID, at).seconds += Math.round((next - at) / 1000);
    at = next;
  }
}

function rowAt(shop: string, instant: number): Row {
  const quarter = Math.floor(instant / 900_000);
  const known = `${shop} ${quarter}`;
  let key = hours.get(known);
  if (key === undefined) {
    key = `${shop} ${zones.get(shop)?.format(instant).slice(0, 13) ?? ''}`;
    hours.set(known, key);
  }
  let row = rows.get(key);
  if (row === undefined) {
    row = { cents: 0, transactions: 0, items: 0, seconds: 0 };
    rows.set(key, row);
  }
  return row;
}

function write(): void {
  const lines = [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => {
      const [shop = '', date = '', time = ''] = key.split(' ');
      const figures = [(row.cents / 100).toFixed(2), row.transactions, row.items, (row.seconds / 3600).toFixed(2)];
      return [shop.padStart(4, '0'), date.replace(',', ''), time.slice(0, 2), ...figures].join(',');
    });
  writeFileSync(file ?? 'bare.csv', `${lines.join('\r\n')}\r\n`);
}

async function authorise(): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: client ?? '',
    client_secret: secret ?? '',
    refresh_token: refreshToken ?? '',
  });
  const answer = await fetch(`${authUrl}/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function shops(): Promise<Array<{ shopID: string; timeZone: string }>> {
  const found: Array<{ shopID: string; timeZone: string }> = [];
  await pages<{ shopID: string; timeZone: string }>('Shop.json?limit=100', 'Shop', (shop) => found.push(shop));
  return found;
}

async function pages<T>(
  path: string,
  key: 'Sale' | 'EmployeeHours' | 'Shop',
  take: (record: T) => void,
): Promise<void> {
  for (let url = `${apiUrl}/Account/${account}/${path}`; url !== '';) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
    const page = (await answer.json()) as Page<T>;
    for (const record of list(page[key])) take(record);
    url = page['@attributes'].next;
  }
}

function list<T>(value: T | readonly T[] | undefined | ''): readonly T[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function cents(text: string): number {
  return Math.round(Number(text) * 100);
}

function iso(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', '-00:00').replaceAll(':', '%3A');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}
