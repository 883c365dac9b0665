import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../scene.ts';
import { observe } from './observe.ts';

/** The service bears with a POS that is down for a while: meanwhile somebody knocks at the API. */
export async function failAtTheApi(scene: Scene): Promise<void> {
  const { canaries, pos } = scene.parts;
  pos.fail('api', 'serverError');
  const job = await scene.import(scene.dateBefore(20));
  const key = readFileSync(join(scene.parts.workplace.folder, 'first-api-key'), 'utf8').trim();
  const wrong = `tbk_abcdefgh_${canaries.plain('wrong key')}${'x'.repeat(43)}`.slice(0, 13 + 43);
  const headers = [
    { authorization: `Bearer ${wrong}` },
    { authorization: `Bearer ${key.slice(0, -4)}` },
    { authorization: `Basic ${Buffer.from(`me:${key}`).toString('base64')}` },
    { authorization: key },
    { 'x-api-key': key, authorization: '' },
  ];
  for (const given of headers) await scene.ask('GET', '/api/v1/jobs', { headers: given });
  for (const query of [`?api_key=${key}`, `?access_token=${wrong}&limit=${key}`]) {
    await scene.ask('GET', `/api/v1/jobs${query}`, { headers: { authorization: '' } });
    await scene.ask('GET', `/api/v1/jobs${query}`);
    await scene.ask('GET', `/metrics${query}`);
    await scene.ask('GET', `/nothing-here${query}`);
    await scene.ask('GET', `/health/details${query}`, { headers: { authorization: '' } });
  }
  await scene.ask('GET', '/health/details');
  await scene.worked(job);
  pos.fail('api', null);
  await observe(scene);
}
