import { sql } from 'kysely';
import type { Instant, Line, LineKind, Sale, SaleState } from '@tillbridge/domain';
import {
  BEFORE_CONFLICT,
  booleanOf,
  type ColumnKind,
  isOneOf,
  jsonRows,
  lastOfEach,
  numberOrNull,
  truth,
} from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { changesOf, isNews, type KnownRecord, type Position, type RecordChange } from './change.js';
import { contentHash } from './content-hash.js';

/** A sale beside the hash of its content. */
export interface HashedSale {
  readonly sale: Sale;
  readonly lines: string;
  readonly hash: string;
}

const COLUMNS: Readonly<Record<string, ColumnKind>> = {
  pos_id: 'text',
  shop_id: 'text',
  state: 'text',
  completed_at: 'bigint',
  net: 'decimal',
  gross: 'decimal',
  currency: 'text',
  register: 'text',
  source: 'text',
  employee: 'text',
  lines: 'text',
  hash: 'text',
};

export function hashSale(sale: Sale): HashedSale {
  const lines = JSON.stringify(sale.lines.map((line) => [line.kind, line.quantity, line.unitPrice]));
  const { shop, state, completedAt, net, gross, currency, register, source, employee } = sale;
  const content = [shop, state, completedAt, net, gross, currency, register, source, employee, lines];
  return { sale, lines, hash: contentHash(content) };
}

/**
 * Upserts by connection and POS id; a record with the same content is not written. Returns what changed, with the
 * position before and after, so that both days can rise in the same transaction (I1). Of two with one id the last stands.
 */
export async function saveSales(
  session: Session,
  connectionId: string,
  sales: readonly HashedSale[],
): Promise<RecordChange[]> {
  if (sales.length === 0) return [];
  const unique = lastOfEach(sales, ({ sale }) => sale.id);
  const known = await knownSales(
    session,
    connectionId,
    unique.map(({ sale }) => sale.id),
  );
  const news = unique.filter(({ sale, hash }) => isNews(known.get(sale.id), hash));
  if (news.length === 0) return [];
  await sql`
    insert into sale (connection_id, pos_id, shop_id, state, completed_at, net, gross, currency, register, source,
                      employee, lines, hash, missing, deleted_at)
    select ${connectionId}, r.*, ${truth(session, false)}, cast(null as bigint)
    from (${jsonRows(session, COLUMNS, news.map(rowOf))}) as r
    ${BEFORE_CONFLICT}
    on conflict (connection_id, pos_id) do update set
      shop_id = excluded.shop_id, state = excluded.state, completed_at = excluded.completed_at,
      net = excluded.net, gross = excluded.gross, currency = excluded.currency, register = excluded.register,
      source = excluded.source, employee = excluded.employee, lines = excluded.lines, hash = excluded.hash,
      missing = excluded.missing, deleted_at = null`.execute(session.db);
  const written = news.map(({ sale, hash }) => ({
    id: sale.id,
    hash,
    position: salePosition(sale.shop, sale.completedAt),
  }));
  return changesOf(written, known);
}

/** In the order of `COLUMNS`. */
function rowOf({ sale, lines, hash }: HashedSale): readonly unknown[] {
  const { id, shop, state, completedAt, net, gross, currency, register, source, employee } = sale;
  return [id, shop, state, completedAt, net, gross, currency, register, source, employee, lines, hash];
}

async function knownSales(
  session: Session,
  connectionId: string,
  ids: readonly string[],
): Promise<Map<string, KnownRecord>> {
  const found = await sql<KnownSaleRow>`
    select pos_id, shop_id, completed_at, hash, missing, deleted_at as gone from sale
    where connection_id = ${connectionId} and pos_id ${isOneOf(session, ids)}`.execute(session.db);
  return new Map(
    found.rows.map((row) => {
      const lives = row.gone === null;
      const position = lives ? salePosition(row.shop_id, numberOrNull(row.completed_at)) : null;
      return [row.pos_id, { hash: lives ? row.hash : null, position, missing: booleanOf(row.missing) }];
    }),
  );
}

interface KnownSaleRow {
  readonly pos_id: string;
  readonly shop_id: string;
  readonly completed_at: unknown;
  readonly hash: string;
  readonly missing: unknown;
  readonly gone: unknown;
}

export function salePosition(shop: string, completedAt: Instant | null): Position | null {
  return completedAt === null ? null : { shop, from: completedAt, to: completedAt + 1 };
}

interface SaleRow {
  readonly pos_id: string;
  readonly shop_id: string;
  readonly state: string;
  readonly completed_at: unknown;
  readonly net: string;
  readonly gross: string;
  readonly currency: string | null;
  readonly register: string | null;
  readonly source: string | null;
  readonly employee: string | null;
  readonly lines: string;
}

/** The live sales of the shops completed in `[from, to)`, as a fold reads them (I2). */
export async function salesBetween(
  session: Session,
  wanted: {
    readonly connectionId: string;
    readonly shops: readonly string[];
    readonly from: Instant;
    readonly to: Instant;
  },
): Promise<Sale[]> {
  const found = await sql<SaleRow>`
    select pos_id, shop_id, state, completed_at, net, gross, currency, register, source, employee, lines from sale
    where connection_id = ${wanted.connectionId} and shop_id ${isOneOf(session, wanted.shops)}
      and completed_at >= ${wanted.from} and completed_at < ${wanted.to} and deleted_at is null`.execute(session.db);
  return found.rows.map(saleOfRow);
}

function saleOfRow(row: SaleRow): Sale {
  return {
    id: row.pos_id,
    shop: row.shop_id,
    state: row.state as SaleState,
    completedAt: numberOrNull(row.completed_at),
    net: row.net,
    gross: row.gross,
    currency: row.currency,
    register: row.register,
    source: row.source,
    employee: row.employee,
    lines: linesOf(row.lines),
  };
}

function linesOf(text: string): Line[] {
  const lines: unknown = JSON.parse(text);
  return (lines as ReadonlyArray<[LineKind, string, string]>).map(([kind, quantity, unitPrice]) => ({
    kind,
    quantity,
    unitPrice,
  }));
}
