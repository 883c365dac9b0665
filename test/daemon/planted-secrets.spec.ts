import { afterEach, describe, expect, it } from '@jest/globals';
import { Scene } from '../support/planted/scene.ts';
import * as walk from '../support/planted/walk.ts';
import type { DatabaseName } from '../support/workplace.ts';

let scene: Scene | null = null;

afterEach(async () => {
  await scene?.close();
  scene = null;
});

describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])('planted secrets, with %s', (database) => {
  it('I6: are found in nothing that is written, said or sent, whatever goes wrong', async () => {
    const it = await Scene.open(database);
    scene = it;
    const step = async (name: string, work: (s: Scene) => Promise<void>) => {
      const b = performance.now();
      await work(it);
      process.stdout.write(`${name} ${Math.round(performance.now() - b)} ms\n`);
    };

    await step('start', (s) => s.startDaemon());
    await step('authorise', walk.authorise);
    await step('import', walk.importAll);
    await step('pos', walk.failAtThePos);
    await step('outputs', walk.failAtTheOutputs);
    await step('api', walk.failAtTheApi);
    await step('store', walk.loseTheStore);
    await step('commands', walk.runCommands);
    await step('grant', walk.loseTheGrant);
    await scene.daemon.stop();
    await walk.gather(scene);

    const { artifacts, parts } = scene;
    process.stdout.write(JSON.stringify([...artifacts.sizes], null, 0) + '\n' + parts.canaries.names.join('|') + '\n');
    const traces = artifacts.traces(parts.canaries);
    (await import('node:fs')).writeFileSync(`/tmp/tb/h/${database}.traces`, traces.join('\n'));
    expect(traces.length).toEqual(0);
  }, 300_000);
});
