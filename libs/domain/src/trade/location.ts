/** A TMAS location id such as `0001`: text, never a number, for its zeros mean something. */
export type LocationId = string;

/** Only `operational` delivers; the others are read and shown. */
export type LocationStatus = 'operational' | 'temporarily_closed' | 'not_operational' | 'pending_setup' | 'closed';

export const LOCATION_STATUSES: readonly LocationStatus[] = [
  'operational',
  'temporarily_closed',
  'not_operational',
  'pending_setup',
  'closed',
];

/** The POS's shop number padded to four digits, as TMAS proposes: `1` becomes `0001`; what is no number stays. */
export function proposedLocationId(posId: string): LocationId {
  return /^\d+$/.test(posId) ? posId.padStart(4, '0') : posId;
}
