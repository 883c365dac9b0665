import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.ts';
import { ApiDesk } from './api-desk.ts';

let workplace: Workplace;
let desk: ApiDesk;

beforeAll(async () => {
  workplace = await Workplace.open('SQLite', { now: '2026-05-15T15:30:00Z', from: '2026-05-14', to: '2026-05-16' });
  desk = await ApiDesk.open(workplace);
});

afterAll(async () => {
  await desk.close();
  await workplace.close();
});

describe('the documentation', () => {
  it('describes every route with an example, what refuses, and the key', async () => {
    const answer = await desk.anonymous().get('/api/docs/json');
    const page = await desk.anonymous().get('/api/docs');
    const routes = Object.entries(answer.body.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

    expect(page.text).toContain('swagger');
    expect(routes.length).toBeGreaterThan(35);
    for (const { path, method, operation } of routes) {
      const done = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
      expect([method, path, operation.summary]).toEqual([method, path, expect.stringMatching(/.{5}/)]);
      expect([path, done?.content?.['application/json']?.schema?.example]).toEqual([path, expect.anything()]);
      expect([path, operation.security]).toEqual([path, [{ key: [] }]]);
      expect(Object.keys(operation.responses)).toContain('401');
    }
  });
});

interface Operation {
  readonly summary?: string;
  readonly security?: unknown;
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly schema?: { readonly example?: unknown } }> }>
  >;
}
