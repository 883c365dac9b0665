import type { Json, QuarantinedRecord, StreamName } from '@tillbridge/plugin-kit';

import { MalformedField } from './record-fields.js';

export interface Admitted<T> {
  readonly records: T[];
  readonly quarantined: QuarantinedRecord[];
}

export interface Admission<Raw, T> {
  readonly stream: StreamName;
  /** @throws MalformedField */
  readonly read: (record: Raw) => T;
}

/**
 * Parts the well-formed records from those to be quarantined, each with its reason: one bad record spoils none of the
 * others.
 */
export function admitRecords<Raw, T>(records: readonly Raw[], { stream, read }: Admission<Raw, T>): Admitted<T> {
  const admitted: Admitted<T> = { records: [], quarantined: [] };
  for (const record of records) {
    try {
      admitted.records.push(read(record));
    } catch (error) {
      if (!(error instanceof MalformedField)) throw error;
      admitted.quarantined.push(quarantine(record, stream, error));
    }
  }
  return admitted;
}

function quarantine(record: unknown, stream: StreamName, error: MalformedField): QuarantinedRecord {
  const fields: Readonly<Record<string, unknown>> = typeof record === 'object' && record !== null ? { ...record } : {};
  const id = typeof fields['id'] === 'string' ? fields['id'] : null;
  const named = id === null ? 'A record' : `Record ${id}`;
  return {
    stream,
    id,
    cause: {
      $cause: 1,
      code: 'upstream.malformed',
      message: `${named} of ${stream} cannot be used: ${error.message}.`,
      stream,
      detail: { field: error.field },
    },
    raw: rawOf(fields),
  };
}

/** Fields by which a person finds the record again at the POS; the rest might hold customer data (I6). */
const SHOWN = ['id', 'shop', 'state', 'completedAt', 'start', 'end', 'net', 'gross'];

function rawOf(fields: Readonly<Record<string, unknown>>): Json {
  const shown: Record<string, Json> = {};
  for (const name of SHOWN) {
    const value = fields[name];
    if (value === null || typeof value === 'number' || typeof value === 'boolean') shown[name] = value;
    if (typeof value === 'string') shown[name] = value.slice(0, 100);
  }
  return shown;
}
