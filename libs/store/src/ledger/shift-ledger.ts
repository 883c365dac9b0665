import { sql } from 'kysely';
import type { Instant, Shift } from '@tillbridge/domain';
import {
  BEFORE_CONFLICT,
  booleanOf,
  type ColumnKind,
  isOneOf,
  jsonRows,
  lastOfEach,
  numberOf,
  numberOrNull,
  truth,
} from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { changesOf, isNews, type KnownRecord, type Position, type RecordChange } from './change.js';
import { contentHash } from './content-hash.js';

export interface HashedShift {
  readonly shift: Shift;
  readonly hash: string;
}

const COLUMNS: Readonly<Record<string, ColumnKind>> = {
  pos_id: 'text',
  shop_id: 'text',
  employee: 'text',
  start_at: 'bigint',
  end_at: 'bigint',
  hash: 'text',
};

export function hashShift(shift: Shift): HashedShift {
  return { shift, hash: contentHash([shift.shop, shift.employee, shift.start, shift.end]) };
}

/** As `saveSales`. `longest` bounds how far an open shift reaches, in milliseconds. */
export async function saveShifts(
  session: Session,
  connectionId: string,
  shifts: readonly HashedShift[],
  longest: number,
): Promise<RecordChange[]> {
  if (shifts.length === 0) return [];
  const unique = lastOfEach(shifts, ({ shift }) => shift.id);
  const known = await knownShifts(session, connectionId, { ids: unique.map(({ shift }) => shift.id), longest });
  const news = unique.filter(({ shift, hash }) => isNews(known.get(shift.id), hash));
  if (news.length === 0) return [];
  const rows = news.map(({ shift, hash }) => [shift.id, shift.shop, shift.employee, shift.start, shift.end, hash]);
  await sql`
    insert into shift (connection_id, pos_id, shop_id, employee, start_at, end_at, hash, missing, deleted_at)
    select ${connectionId}, r.*, ${truth(session, false)}, cast(null as bigint)
    from (${jsonRows(session, COLUMNS, rows)}) as r
    ${BEFORE_CONFLICT}
    on conflict (connection_id, pos_id) do update set
      shop_id = excluded.shop_id, employee = excluded.employee, start_at = excluded.start_at,
      end_at = excluded.end_at, hash = excluded.hash, missing = excluded.missing, deleted_at = null`.execute(
    session.db,
  );
  const written = news.map(({ shift, hash }) => ({ id: shift.id, hash, position: shiftPosition(shift, longest) }));
  return changesOf(written, known);
}

async function knownShifts(
  session: Session,
  connectionId: string,
  wanted: { readonly ids: readonly string[]; readonly longest: number },
): Promise<Map<string, KnownRecord>> {
  const found = await sql<KnownShiftRow>`
    select pos_id, shop_id, start_at, end_at, hash, missing, deleted_at as gone from shift
    where connection_id = ${connectionId} and pos_id ${isOneOf(session, wanted.ids)}`.execute(session.db);
  return new Map(
    found.rows.map((row) => {
      const lives = row.gone === null;
      const position = lives ? positionOfRow(row, wanted.longest) : null;
      return [row.pos_id, { hash: lives ? row.hash : null, position, missing: booleanOf(row.missing) }];
    }),
  );
}

interface KnownShiftRow {
  readonly pos_id: string;
  readonly shop_id: string;
  readonly start_at: unknown;
  readonly end_at: unknown;
  readonly hash: string;
  readonly missing: unknown;
  readonly gone: unknown;
}

function positionOfRow(row: KnownShiftRow, longest: number): Position {
  const { shop_id: shop, start_at: start, end_at: end } = row;
  return shiftPosition({ shop, start: numberOf(start), end: numberOrNull(end) }, longest);
}

/** A longer shift counts up to `longest`; an open one may reach that far. */
export function shiftPosition(shift: Pick<Shift, 'shop' | 'start' | 'end'>, longest: number): Position {
  const limit = shift.start + longest;
  const to = shift.end === null ? limit : Math.min(Math.max(shift.end, shift.start + 1), limit);
  return { shop: shift.shop, from: shift.start, to };
}

/** The live shifts of the shops that began in `[from, to)`. */
export async function shiftsBetween(
  session: Session,
  wanted: {
    readonly connectionId: string;
    readonly shops: readonly string[];
    readonly from: Instant;
    readonly to: Instant;
  },
): Promise<Shift[]> {
  const found = await sql<{ pos_id: string; shop_id: string; employee: string; start_at: unknown; end_at: unknown }>`
    select pos_id, shop_id, employee, start_at, end_at from shift
    where connection_id = ${wanted.connectionId} and shop_id ${isOneOf(session, wanted.shops)}
      and start_at >= ${wanted.from} and start_at < ${wanted.to} and deleted_at is null`.execute(session.db);
  return found.rows.map((row) => ({
    id: row.pos_id,
    shop: row.shop_id,
    employee: row.employee,
    start: numberOf(row.start_at),
    end: numberOrNull(row.end_at),
  }));
}
