import { connectEn } from './connect-en.js';
import { scheduleEn } from './schedule-en.js';

function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Everything that commands say in English, beside problems and help. `fr.ts` has the same shape. */
export const en = {
  yes: 'yes',
  no: 'no',
  none: 'none',
  connect: connectEn,
  schedule: scheduleEn,
  check: {
    header: ['connection', 'what', 'result', 'seen'],
    ok: 'ok',
    failed: 'FAILED',
    skipped: 'skipped',
    capabilities: { auth: 'auth', shops: 'shops', sales: 'sales', shifts: 'shifts' },
    settings: 'settings',
    mapping: 'locations',
    mapped: (count: number) => `${count} mapped`,
    output: (id: string) => `output ${id}`,
    allWell: 'Everything that was asked for works.',
  },
  connections: {
    header: ['connection', 'label', 'connector', 'active', 'access', 'locations', 'sales read up to'],
    access: { valid: 'authorised', revoked: 'revoked', none: 'not yet' },
    never: 'never',
    empty: 'There is no connection: the settings name none, or it is deleted and "tillbridge connect" brings it back.',
    paused: (id: string) => `The connection ${id} is paused: nothing is read from it until "connections resume".`,
    resumed: (id: string) => `The connection ${id} is active again.`,
    confirmDeletion: (id: string, figures: boolean) =>
      `This takes back the access of ${id}${figures ? ' and deletes everything that was read of it' : ''}. Type ${id} to confirm: `,
    deleted: (id: string) =>
      `The connection ${id} is deleted; nothing is read from it until "tillbridge connect ${id}" connects it again.`,
    figures: {
      kept: 'Its figures are kept, here and at the outputs.',
      deleted: 'Its figures are deleted here; what the outputs have stays with them.',
    },
    removeAtPos:
      'The access could not be taken back at the POS: an administrator of the account removes Tillbridge from its list of apps there.',
  },
  locations: {
    header: ['shop', 'name', 'zone', 'location', 'status', 'note'],
    proposed: (id: string) => `not mapped: kept, not counted; proposed: ${id}`,
    archived: 'archived at the POS',
    unknown: 'unknown to the POS',
    exported: (file: string) => `Written to ${file}.`,
    authority: '# The settings file decides which shop feeds which location: put this block into it.',
    historyHeader: ['from', 'status', 'missed days sent', 'by', 'at', 'reason'],
    firstValue: { by: 'settings file', reason: 'first value' },
    mapped: (shop: string, location: string) =>
      `The shop ${shop} feeds the location ${location}; the next import counts it.`,
    unmapped: (shop: string) => `The shop ${shop} feeds no location any more; the next import takes its figures back.`,
    statusChanged: (location: string, status: string, from: string) =>
      `The location ${location} is ${status} from ${from} on.`,
    statusChangedUntil: (location: string, status: string, from: string, later: { status: string; from: string }) =>
      `The location ${location} is ${status} from ${from} on, until ${later.from}: for that date "${later.status}" was set before, and still holds.`,
  },
  sync: {
    waiting: (holder: string) => `Waiting for ${holder}.`,
    standingBack: 'A more urgent import of this connection goes first; this one goes on after it.',
    anotherProcess: 'another process',
    holder: (command: string, process: number, host: string) => `"${command}" (process ${process} on ${host})`,
    again: (seconds: number) => `Trying again in ${seconds} s.`,
    reading: (stream: string, slices: number) => `Reading ${stream}: ${amount(slices, 'slice')}.`,
    read: (stream: string, records: number) => `Read ${records} ${stream}.`,
    folding: 'Folding tallies.',
    folded: (days: number) => `Folded ${amount(days, 'day')}.`,
    delivering: (output: string, days: number) => `Sending ${amount(days, 'day')} to ${output}.`,
    delivered: (output: string, days: number) => `Sending to ${output} has ended: ${amount(days, 'day')}.`,
    bar: { slices: 'slices', records: 'records', days: 'days', folding: 'folding', sending: 'sending' },
    streams: { sales: 'sales', shifts: 'shifts' },
    header: ['stream', 'from', 'to', 'read', 'changed', 'deleted', 'quarantined', 'complete'],
    tallies: (days: number, revised: number, cells: number) =>
      `Tallies: ${amount(days, 'day')} folded, ${revised} with new figures, ${amount(cells, 'cell')} changed.`,
    outputHeader: ['output', 'accepted', 'unchanged', 'failed', 'dead', 'held', 'not operational', 'waived'],
    noOutput: 'The settings name no output: nothing was delivered.',
    held: (output: string) =>
      `Output ${output} is held: look with "deliveries preview", then "outputs approve ${output}".`,
    paused: (output: string, reason: string) =>
      `Nothing goes to output ${output}: it is paused (${reason}). A person resumes it once its receiver takes figures again.`,
    down: (output: string, days: number) =>
      `Output ${output} takes nothing: ${amount(days, 'more day')} ${days === 1 ? 'waits' : 'wait'} until it is tried again.`,
    nothingChanged: 'Nothing has changed.',
    lateEdits: 'Hours that changed after they were sent, to be retyped in TMAS (each hour goes only once):',
    lateHeader: ['output', 'location', 'date', 'hour', 'figure', 'sent', 'now'],
    figures: { sales: 'sales', transactions: 'transactions', items: 'items', staffSeconds: 'staff hours' },
    failedDays: (output: string, days: number, first: string) =>
      `Output ${output}, ${amount(days, 'day')} (${first}): `,
  },
  tallies: {
    header: ['location', 'date', 'hour', 'sales', 'transactions', 'items', 'staff hours', 'note'],
    withdrawn: 'withdrawn',
    offset: (hours: number) => `at UTC${hours < 0 ? '' : '+'}${hours} h`,
    empty: 'There are no tallies in these dates. "tillbridge sync" brings them.',
    total: 'total',
    written: (days: number, file: string) => `${amount(days, 'day')} written to ${file}.`,
  },
  deliveries: {
    header: ['output', 'location', 'date', 'revision', 'taken', 'state', 'attempts', 'since', 'cause'],
    states: {
      delivered: 'delivered',
      behind: 'to be sent',
      resend: 'to be sent again',
      held: 'held for approval',
      not_operational: 'location not operational',
      waived: 'waived',
      failed: 'failed, tried again',
      dead: 'dead',
      out_of_reach: 'before the reach of the output',
    },
    empty: 'There are no days in these dates.',
    marked: (days: number, output: string) =>
      `Marked for ${output}: ${amount(days, 'day')}. Another process is at work; it sends them, or the next "sync --deliver" does.`,
  },
  outputs: {
    header: ['output', 'kind', 'layout', 'hold', 'approved', 'paused', 'down'],
    paused: (id: string) => `Output ${id} is paused: nothing goes out to it until "outputs resume ${id}".`,
    resumed: (id: string) => `Output ${id} is resumed: what it lacks goes out with the next delivery.`,
    pausedSince: (since: string, reason: string) => `since ${since}: ${reason}`,
    downSince: (since: string, nextTry: string | null, reason: string) =>
      `since ${since}, next try ${nextTry ?? 'now'}: ${reason}`,
    approved: (id: string) => `Output ${id} is approved: its days go out from now on.`,
    heldBack: (id: string) => `Output ${id} is held: nothing goes out until "outputs approve ${id}".`,
    onlyWithHold: (id: string) =>
      `Note: output ${id} has no "hold: true" in the settings, so approval changes nothing now.`,
    notDecided: '-',
  },
  key: {
    header: ['key', 'label', 'created', 'by', 'last used', 'revoked'],
    never: '-',
    empty: 'There is no API key yet: "tillbridge key create" or the first "tillbridge serve" makes one.',
    created: (text: string) => `${text}\nThis is the only time it is shown: keep it where passwords are kept.`,
    revoked: (id: string) => `The API key ${id} is revoked: whoever shows it is turned away.`,
  },
  plugins: {
    header: ['plugin', 'kind', 'version', 'standing', 'state', 'folder'],
    builtIn: 'built in',
    required: ' (required)',
    usual: (value: string) => ` (default ${value})`,
    secret: ' (secret)',
    noSettings: 'It takes no settings.',
    /** Kinds, states and maturities that are named otherwise than programs name them. */
    words: {} as Readonly<Record<string, string>>,
  },
  config: {
    good: (file: string) => `${file}: no problem found.`,
    defaults: 'the defaults (there is no settings file)',
    warning: (text: string) => `Warning: ${text}`,
    counts: (connections: number, locations: number, outputs: number) =>
      `${amount(connections, 'connection')}, ${amount(locations, 'location')}, ${amount(outputs, 'output')}.`,
    header: ['key', 'value', 'from'],
    diffHeader: ['what', 'settings file', 'store', 'which holds'],
    file: 'file, at the next import',
    store: 'store',
    absent: '-',
    byDefault: 'default',
    /** Empty: open on that side. */
    validity: (from: string, to: string) =>
      from + to === '' ? 'always' : [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' '),
    deleted: 'deleted',
    same: 'The settings file and the store agree.',
    migrated: 'The schema of the database is the one of this version.',
    connection: (id: string) => `connection ${id}`,
    active: (id: string) => `connection ${id}: active`,
    mapping: (shop: string, location: string) => `shop ${shop} -> ${location}`,
    status: (location: string) => `location ${location}: status`,
    name: (location: string) => `location ${location}: name`,
  },
};
