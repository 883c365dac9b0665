import { eventually } from '../../eventually.ts';
import type { Scene } from '../scene.ts';
import { observe } from './observe.ts';

/** A file cannot be taken away from SQLite as a server can. */
export async function loseTheStore(scene: Scene): Promise<void> {
  const { storeDoor } = scene.parts;
  if (storeDoor === null) return;
  await storeDoor.shut();
  await eventually(async () => (await scene.daemon.status('/health/ready')) === 503, 'it stayed ready');
  await observe(scene);
  await scene.command('connections --verbose');
  await scene.command('schedule --json --verbose');
  await storeDoor.reopen();
  await scene.daemon.ready();
}

export async function crash(scene: Scene): Promise<void> {
  scene.parts.breakPlugin();
  await scene.ask('POST', '/api/v1/connections/leaky/authorization', { body: {} }).catch(() => undefined);
  await scene.daemon.ended();
}

export async function gather(scene: Scene): Promise<void> {
  const { artifacts, parts } = scene;
  scene.keepWhatIsLeft();
  if (parts.store === null) artifacts.keepSqlite('store', parts.workplace.databaseUrl.replace('sqlite:', ''));
  else await artifacts.keepPostgreSql('store', parts.store.adminUrl);
  await artifacts.keepPostgreSql('warehouse', parts.warehouse.adminUrl);
}
