import type { Batch, ReadRequest, ShiftRecord } from '@tillbridge/plugin-kit';
import { rawOf, requiredId, timestampOf, UnreadableError, type Row } from './decode.js';
import type { Context } from './pages.js';
import { readBatches, secondsOf, type Decoding } from './reading.js';
import { shiftsRequest, type Account } from './requests.js';

const RAW_KEYS = ['employeeHoursID', 'shopID', 'employeeID', 'checkIn', 'checkOut'];

export const SHIFTS: Decoding<ShiftRecord> = {
  stream: 'shifts',
  idField: 'employeeHoursID',
  decode: decodeShift,
  // A clock-in carries no mark of its last edit: the one read last stands.
  stamp: () => '',
  raw: (row) => rawOf(row, RAW_KEYS),
};

/** Reads shifts by time of clock-in. To read shifts that began before the window, the host asks for an earlier one. */
export async function* readShifts(
  context: Context,
  account: Account,
  request: ReadRequest,
): AsyncGenerator<Batch<ShiftRecord>, void, undefined> {
  const between = secondsOf(request);
  const first = between === null ? null : shiftsRequest(account, between);
  yield* readBatches(context, first === null ? null : { account, entity: 'EmployeeHours', first }, SHIFTS);
}

/**
 * Without checkOut the employee is clocked in. A checkOut before the checkIn is passed on: it is a mistyped edit at the
 * till, which counts nothing and is flagged by the fold.
 *
 * @throws UnreadableError
 */
export function decodeShift(row: Row): ShiftRecord {
  const id = requiredId(row, 'employeeHoursID');
  const start = timestampOf(row, 'checkIn');
  const end = timestampOf(row, 'checkOut');
  if (start === null) throw new UnreadableError('checkIn is missing');
  return { id, shop: requiredId(row, 'shopID'), employee: requiredId(row, 'employeeID'), start, end };
}
