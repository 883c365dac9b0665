import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../scene.ts';
import { observe } from './observe.ts';

export async function failAtTheOutputs(scene: Scene): Promise<void> {
  const { receiver, warehouse, warehouseDoor, workplace, canaries } = scene.parts;
  const password = readFileSync(join(workplace.folder, 'warehouse.secret'), 'utf8').trim();

  receiver.statuses = [500, 302, 401, 422, 404, 400];
  await warehouseDoor.shut();
  await sendAgain(scene, 'hook', 'warehouse');
  for (let time = 0; time < receiver.statuses.length; time++) await tryOut(scene, 'hook');
  await tryOut(scene, 'warehouse');

  receiver.statuses = [429];
  await warehouse.changePassword(canaries.fresh('other password of the warehouse'));
  await warehouseDoor.reopen();
  await sendAgain(scene, 'hook', 'warehouse');
  await tryOut(scene, 'warehouse');

  receiver.statuses = [410];
  await sendAgain(scene, 'hook');
  await tryOut(scene, 'hook');
  await scene.command('deliveries --verbose');
  await scene.command('check --json');

  receiver.statuses = [204];
  await warehouse.changePassword(password);
  await scene.ask('POST', '/api/v1/outputs/hook/resume', { body: { reason: 'it is back' } });
}

/** Two days of all locations, with the next import. */
async function sendAgain(scene: Scene, ...outputs: readonly string[]): Promise<void> {
  const [from, to] = [scene.dateBefore(2), scene.dateBefore(1)];
  for (const output of outputs) await scene.ask('POST', '/api/v1/deliveries/replay', { body: { output, from, to } });
  await scene.worked(await scene.import(from));
  await observe(scene);
}

async function tryOut(scene: Scene, output: string): Promise<void> {
  await scene.ask('POST', `/api/v1/outputs/${output}/test`, { body: {} });
  await scene.command(`outputs test ${output} --verbose`);
}
