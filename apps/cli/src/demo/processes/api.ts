import { setTimeout as pause } from 'node:timers/promises';
import type { Dates } from '../compare/truth.js';

/** The HTTP API of the running program, as any client uses it. */
export interface Api {
  /** Where the browser of whoever may grant the access has to go. */
  readonly beginAuthorization: (connection: string) => Promise<string>;
  /** Reads a window, or what a schedule would read, and delivers; waits until it is done. */
  readonly importAndWait: (connection: string, dates: Dates | null) => Promise<void>;
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly outcome: unknown;
}

const LOOK = 200;

export function apiOf(url: string, { key, signal }: { readonly key: string; readonly signal: AbortSignal }): Api {
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      signal,
      // On a connection of its own: while the demo compares, the daemon may end one that was kept.
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /api/v1/${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Answer;
  };
  return {
    beginAuthorization: async (connection) => {
      const { url: address } = await ask<{ url: string }>('POST', `connections/${connection}/authorization`);
      return address;
    },
    importAndWait: async (connection, dates) => {
      let job = await ask<Job>('POST', 'jobs', { connection, ...dates, deliver: true });
      while (job.state !== 'done') {
        if (job.state === 'failed') throw new Error(`the import failed: ${JSON.stringify(job.outcome)}`);
        await pause(LOOK, undefined, { signal });
        job = await ask<Job>('GET', `jobs/${job.id}`);
      }
    },
  };
}
