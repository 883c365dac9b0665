import type { Rates } from '../api/rates.js';
import type { Clock } from '../clock.js';
import { FASTEST, isSpeed } from '../clock.js';
import type { FaultKind, FaultOptions, Faults } from '../faults/faults.js';
import { faultKinds } from '../faults/faults.js';
import type { Client } from '../oauth/clients.js';
import type { Grants } from '../oauth/grants.js';
import type { Ledger } from '../till/ledger.js';
import { tellTruth } from '../truth/truth.js';
import { ControlRefusal, flag, number, optionalInstant, optionalNumber, optionalText, refuse, text } from './fields.js';
import type { Fields } from './fields.js';
import { readQuestion } from './question.js';
import { listSales, listShifts } from './records.js';
import type { RequestLog } from './request-log.js';
import { saleEdits } from './sale-edits.js';
import { employeeEdits, shiftEdits, shopEdits } from './shop-edits.js';

/** Everything that the control API can reach. */
export interface ControlParts {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly grants: Grants;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly log: RequestLog;
  readonly client: Client;
  describe(): Record<string, unknown>;
}

type Action = (parts: ControlParts, fields: Fields) => unknown;

const edits = { ...saleEdits, ...shiftEdits, ...shopEdits, ...employeeEdits };

const actions: Readonly<Record<string, Action>> = {
  clock: ({ clock }, fields) => {
    const to = optionalInstant(fields, 'set');
    if (to !== undefined) clock.set(to * 1000);
    clock.advance(optionalNumber(fields, 'advance') ?? 0);
    const speed = optionalNumber(fields, 'speed');
    if (speed !== undefined && !isSpeed(speed)) throw refuse(`'speed' must be a whole number from 1 to ${FASTEST}`);
    if (speed !== undefined) clock.hurry(speed);
    if (fields['frozen'] === true) clock.freeze();
    if (fields['frozen'] === false) clock.run();
    return tellClock(clock);
  },
  faults: ({ faults }, fields) => faults.add(readFault(fields)),
  'access/issue': ({ grants, client }, fields) => {
    const scope = optionalText(fields, 'scope') ?? 'employee:register employee:admin_employees';
    return { refreshToken: grants.issueRefreshToken(client.id, scope.split(' ')) };
  },
  'access/revoke': ({ grants }) => {
    for (const grant of grants.all()) grant.revoked = true;
    return { revoked: grants.all().length };
  },
  'access/expire': ({ grants }) => {
    grants.expireAccess();
    return {};
  },
  'access/lifetime': ({ grants }, fields) => {
    grants.lifetime = number(fields, 'seconds');
    return { seconds: grants.lifetime };
  },
  'access/drop-scope': ({ grants }, fields) => {
    for (const grant of grants.all()) grant.scopes.delete(text(fields, 'scope'));
    return {};
  },
  'access/drop-right': ({ ledger }, fields) => {
    ledger.droppedRights.add(text(fields, 'right'));
    return {};
  },
  'access/restore-rights': ({ ledger }) => {
    ledger.droppedRights.clear();
    return {};
  },
  'redirect-uris': ({ client }, fields) => {
    client.redirectUris.push(text(fields, 'uri'));
    return { redirectUris: client.redirectUris };
  },
  'rate-limit': ({ rates }, fields) => {
    rates.enabled = flag(fields, 'on', true);
    rates.reset();
    return { on: rates.enabled };
  },
  reset: ({ ledger, faults, rates, log }) => {
    ledger.reset();
    faults.clear();
    rates.reset();
    log.clear();
    return {};
  },
};

/** Does one action of the control API; `name` is the path below /simulator/. */
export function act(parts: ControlParts, name: string, fields: Fields): unknown {
  const action = actions[name];
  if (action !== undefined) return action(parts, fields);
  const edit = edits[name];
  if (edit === undefined) throw new ControlRefusal(404, `there is no action '${name}'; GET /simulator lists them`);
  return edit(parts.ledger, fields);
}

/** Answers a request below /simulator. */
export function answerControl(parts: ControlParts, method: string, address: URL, fields: Fields): unknown {
  const name = address.pathname.replace(/^\/simulator\/?/, '');
  if (method === 'GET') return show(parts, name, address.searchParams);
  if (method === 'DELETE') return remove(parts, name);
  return act(parts, name, fields);
}

function show(parts: ControlParts, name: string, parameters: URLSearchParams): unknown {
  switch (name) {
    case '':
      return { ...parts.describe(), actions: [...Object.keys(actions), ...Object.keys(edits)], faultKinds };
    case 'truth':
      return tellTruth(parts.ledger, readQuestion(parameters));
    case 'requests':
      return { requests: parts.log.since(Number(parameters.get('after') ?? 0)) };
    case 'faults':
      return { faults: parts.faults.list() };
    case 'clock':
      return tellClock(parts.clock);
    case 'sales':
      return { sales: listSales(parts.ledger, parameters) };
    case 'shifts':
      return { shifts: listShifts(parts.ledger, parameters) };
    default:
      throw new ControlRefusal(404, `there is nothing at /simulator/${name}`);
  }
}

function tellClock(clock: Clock): Record<string, unknown> {
  return { now: new Date(clock.millis()).toISOString(), frozen: clock.frozen, speed: clock.speed };
}

function remove(parts: ControlParts, name: string): unknown {
  const id = /^faults\/(\d+)$/.exec(name)?.[1];
  if (name === 'requests') parts.log.clear();
  else if (name === 'faults') parts.faults.clear();
  else if (id === undefined || !parts.faults.remove(Number(id)))
    throw new ControlRefusal(404, `there is nothing at /simulator/${name}`);
  return {};
}

function readFault(fields: Fields): Parameters<Faults['add']>[0] {
  const kind = text(fields, 'kind');
  if (!isFaultKind(kind)) throw refuse(`'${kind}' is no kind of fault; there are ${faultKinds.join(', ')}`);
  const hint = optionalText(fields, 'hint');
  const options: FaultOptions = {
    delay: optionalNumber(fields, 'delay'),
    lines: optionalNumber(fields, 'lines'),
    host: optionalText(fields, 'host'),
    retryAfter: optionalNumber(fields, 'retryAfter'),
    percent: optionalNumber(fields, 'percent'),
    hint: hint === 'revoked' ? 'revoked' : 'expired',
  };
  return {
    kind,
    path: optionalText(fields, 'path') ?? (kind === 'loseAnswer' ? '/auth/oauth/token' : '/API/'),
    entity: optionalText(fields, 'entity'),
    method: optionalText(fields, 'method'),
    skip: optionalNumber(fields, 'skip') ?? 0,
    times: fields['times'] === null ? undefined : (optionalNumber(fields, 'times') ?? 1),
    options,
  };
}

function isFaultKind(kind: string): kind is FaultKind {
  return faultKinds.some((candidate) => candidate === kind);
}
