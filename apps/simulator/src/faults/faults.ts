/** What can go wrong on demand. */
export const faultKinds = [
  'unauthorized',
  'forbidden',
  'rateLimit',
  'burst',
  'tryAgain',
  'serverError',
  'badGateway',
  'unavailable',
  'gatewayTimeout',
  'htmlPage',
  'slow',
  'truncate',
  'reset',
  'loseAnswer',
  'foreignNext',
  'loopingNext',
  'emptyList',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly id: number;
  readonly kind: FaultKind;
  /** Part of the path and query (decoded) that a request must hold, or a regular expression between slashes. */
  readonly path: string | undefined;
  /** Name of an entity such as `EmployeeHours`. */
  readonly entity: string | undefined;
  readonly method: string | undefined;
  /** Matching requests to let through first. */
  skip: number;
  /** Times that it still strikes; undefined = until it is removed. */
  times: number | undefined;
  hits: number;
  readonly options: FaultOptions;
}

export interface FaultOptions {
  /** Milliseconds of `slow`. */
  readonly delay?: number | undefined;
  /** `gatewayTimeout`: strike only when the answer would hold more sale lines than this. */
  readonly lines?: number | undefined;
  /** `foreignNext`: the origin that the next link is pointed at. */
  readonly host?: string | undefined;
  /** `rateLimit`: seconds of Retry-After. */
  readonly retryAfter?: number | undefined;
  /** `truncate`: share of the body that arrives, in percent. */
  readonly percent?: number | undefined;
  /** `unauthorized`: the hint of the body. */
  readonly hint?: 'expired' | 'revoked' | undefined;
}

export type FaultRequest = Pick<Fault, 'kind' | 'path' | 'entity' | 'method' | 'skip' | 'times' | 'options'>;

export interface Faults {
  add(request: FaultRequest): Fault;
  remove(id: number): boolean;
  clear(): void;
  list(): readonly Fault[];
  /** The faults that strike this request; a strike is counted here, except for those that depend on the answer. */
  strike(method: string, address: string): readonly Fault[];
  count(fault: Fault): void;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  let last = 0;
  function count(fault: Fault): void {
    fault.hits += 1;
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
  }
  function strike(method: string, address: string): Fault[] {
    const struck = faults.filter((fault) => matches(fault, method, address));
    return struck.filter((fault) => {
      if (fault.skip > 0) {
        fault.skip -= 1;
        return false;
      }
      if (!dependsOnAnswer(fault)) count(fault);
      return true;
    });
  }
  return {
    add: (request) => {
      last += 1;
      const fault = { ...request, id: last, hits: 0 };
      faults.push(fault);
      return fault;
    },
    remove: (id) => {
      const before = faults.length;
      faults = faults.filter((fault) => fault.id !== id);
      return faults.length < before;
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    strike,
    count,
  };
}

/** Whether only the answer shows if this fault has anything to spoil. */
export function dependsOnAnswer(fault: Fault): boolean {
  return (
    fault.kind === 'foreignNext' ||
    fault.kind === 'loopingNext' ||
    (fault.kind === 'gatewayTimeout' && fault.options.lines !== undefined)
  );
}

function matches(fault: Fault, method: string, address: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.entity !== undefined && !new RegExp(`/${fault.entity}(?:[./?]|$)`).test(address)) return false;
  if (fault.path === undefined) return true;
  const pattern = /^\/(.+)\/$/.exec(fault.path)?.[1];
  return pattern !== undefined && fault.path.length > 2
    ? new RegExp(pattern).test(address)
    : address.includes(fault.path);
}
