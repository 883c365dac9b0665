/** A request that the simulator saw, for tests that count calls. */
export interface SeenRequest {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  /** Path and query as they came. */
  readonly address: string;
  readonly status: number;
}

export interface RequestLog {
  add(request: Omit<SeenRequest, 'number'>): void;
  /** Requests with a greater number, oldest first. */
  since(number: number): readonly SeenRequest[];
  clear(): void;
}

/** Keeps the latest requests only, so that a long benchmark does not grow. */
export function createRequestLog(limit: number): RequestLog {
  let seen: SeenRequest[] = [];
  let last = 0;
  return {
    add: (request) => {
      last += 1;
      seen.push({ number: last, ...request });
      if (seen.length > limit * 2) seen = seen.slice(-limit);
    },
    since: (number) => seen.filter((request) => request.number > number).slice(-limit),
    clear: () => {
      seen = [];
    },
  };
}
