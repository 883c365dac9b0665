import { eventually } from '../../eventually.ts';
import type { PosFault } from '../echoes.ts';
import type { Scene } from '../scene.ts';
import { AT_THE_TOKEN } from './authorise.ts';
import { observe } from './observe.ts';

const AT_ONCE: readonly PosFault[] = [
  'unauthorized',
  'refused',
  'htmlPage',
  'redirect',
  'truncated',
  'noList',
  'foreignNext',
  'unreadable',
];

export async function importAll(scene: Scene): Promise<void> {
  await scene.worked(await scene.import(scene.dateBefore(2), scene.dateBefore(1)));
  await eventually(
    async () => {
      const { text } = await scene.ask('GET', '/api/v1/deliveries?limit=200');
      return !/"state":"(?:behind|failed|resend)"/.test(text);
    },
    () => `not everything was delivered: ${scene.daemon.text}`,
  );
  await observe(scene);
}

export async function failAtThePos(scene: Scene): Promise<void> {
  const { pos } = scene.parts;
  for (const [index, fault] of AT_ONCE.entries()) {
    pos.fail('api', fault);
    await scene.worked(await scene.import(scene.dateBefore(3 + index)));
    pos.fail('api', null);
  }
  for (const fault of ['unauthorized', 'truncated', 'foreignNext', 'forbidden', 'serverError', 'cut'] as const) {
    pos.fail('api', fault);
    await scene.command('check acme --verbose');
    if (fault === 'forbidden') await scene.ask('POST', '/api/v1/connections/acme/check', { body: {} });
    pos.fail('api', null);
  }
  await observe(scene);
}

export async function loseTheGrant(scene: Scene): Promise<void> {
  const { pos, workplace } = scene.parts;
  for (const fault of AT_THE_TOKEN) {
    workplace.simulator.control('access/expire');
    pos.fail('token', fault);
    await scene.command('check acme --verbose');
    pos.fail('token', null);
  }
  workplace.simulator.control('employees/lock');
  await scene.worked(await scene.import(scene.dateBefore(4)));
  await scene.command('check acme');
  await observe(scene);
  pos.fail('revoke', 'serverError');
  await scene.ask('DELETE', '/api/v1/connections/acme', { body: { confirm: 'acme', figures: 'keep' } });
  await observe(scene);
}
