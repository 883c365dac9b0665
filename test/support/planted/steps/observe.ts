import type { Scene } from '../scene.ts';

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly parameters?: readonly { readonly name: string; readonly in: string }[] } }
    >
  >;
}

/** Metrics, health, and every page of the API. */
export async function observe(scene: Scene): Promise<void> {
  for (const path of ['/metrics', '/health/live', '/health/ready', '/health/details', '/api/docs'])
    await scene.ask('GET', path);
  const { paths } = JSON.parse((await scene.ask('GET', '/api/docs/json')).text) as OpenApi;
  const ids: Readonly<Record<string, readonly string[]>> = {
    connections: ['acme', 'beta'],
    locations: ['0001', 'none'],
    outputs: ['tmas', 'analysts', 'hook', 'warehouse'],
    jobs: [...(await scene.ask('GET', '/api/v1/jobs?limit=200')).text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(
      ([, id]) => String(id),
    ),
  };
  const dates = { from: scene.dateBefore(3), to: scene.dateBefore(1), limit: '200' };
  for (const [path, { get }] of Object.entries(paths)) {
    if (get === undefined) continue;
    const asked = Object.entries(dates).filter(([name]) =>
      get.parameters?.some((given) => given.in === 'query' && given.name === name),
    );
    const query = asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`;
    const collection = path.split('/')[3] ?? '';
    const addresses = path.includes('{id}') ? (ids[collection] ?? []).map((id) => path.replace('{id}', id)) : [path];
    for (const address of addresses) await scene.ask('GET', address + query, { headers: { 'accept-language': 'fr' } });
  }
}
