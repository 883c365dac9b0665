import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Artifacts } from '../support/planted/artifacts.ts';
import { Canaries, spellings } from '../support/planted/canaries.ts';
import { isHolder, Scene } from '../support/planted/scene.ts';
import { failAtTheApi } from '../support/planted/steps/api.ts';
import { authorise } from '../support/planted/steps/authorise.ts';
import { runCommands } from '../support/planted/steps/commands.ts';
import { crash, gather, loseTheStore } from '../support/planted/steps/end.ts';
import { failAtTheOutputs } from '../support/planted/steps/outputs.ts';
import { failAtThePos, importAll, loseTheGrant } from '../support/planted/steps/pos.ts';

let open: Scene | null = null;

afterEach(async () => {
  await open?.close();
  open = null;
});

/** Words that prove that something happened: each was told, without a secret. */
const TOLD_BY_BOTH = [
  'Access granted',
  'api/v1/audit',
  'auth.revoked',
  'oauth.state_unknown',
  'output.gone',
  'output.not_let_in',
  'output.refused',
  'output.unreachable',
  'password authentication failed',
  'plugin.setting_rule',
  '(HTTP 407)',
  '"event":"stray"',
  '"event":"crash"',
];
const TOLD = {
  SQLite: [
    ...TOLD_BY_BOTH,
    'api.key_refused',
    'auth.expired',
    'it breaks off',
    'link.foreign',
    'permission.missing',
    'serve.already_running',
    'upstream.malformed',
    'upstream.unavailable',
    '[token]',
  ],
  PostgreSQL: [...TOLD_BY_BOTH, 'store.unavailable'],
};

/** Where the search must find them: in the files that somebody put them into. */
const IN_FILES = [
  'bearer of the hook',
  'client secret of beta',
  'encryption key',
  'first API key',
  'first token of beta',
  'former webhook secret',
  'header of the hook',
  'password of a plugin',
  'password of the proxy',
  'password of the warehouse',
  'path of the hook',
  'query of the hook',
  'webhook secret',
];

/** Every step waits with a limit of its own; all of them take a minute on a machine that is idle. */
const WHOLE_WAY = 600_000;

/** Tried on one database, because the kind of database makes no difference to it. */
const STEPS = {
  SQLite: [authorise, importAll, failAtThePos, failAtTheOutputs, failAtTheApi, runCommands, loseTheGrant, crash],
  PostgreSQL: [authorise, importAll, failAtTheOutputs, loseTheStore, runCommands, loseTheGrant, crash],
};

describe.each(['SQLite', 'PostgreSQL'] as const)('planted secrets, with %s', (database) => {
  it(
    'I6: are found in nothing that is written, said or sent, whatever goes wrong',
    async () => {
      const scene = await Scene.open(database);
      open = scene;
      const { artifacts, parts } = scene;

      await scene.startDaemon();
      for (const step of STEPS[database]) await step(scene);
      await gather(scene);
      const files = readdirSync(parts.workplace.folder).filter(isHolder);
      const held = files.flatMap((name) => parts.canaries.tracesIn(readFileSync(join(parts.workplace.folder, name))));

      process.stdout.write(`${database}: ${artifacts.sizeText} searched for ${parts.canaries.names.length} secrets\n`);
      expect(artifacts.traces(parts.canaries)).toEqual([]);
      expect(TOLD[database].filter((word) => !artifacts.has(word))).toEqual([]);
      expect(held.map(({ secret }) => secret)).toEqual(expect.arrayContaining(IN_FILES));
    },
    WHOLE_WAY,
  );
});

describe('the search', () => {
  it('finds a secret in every spelling, in the middle of a file and cut in half', () => {
    const canaries = new Canaries();
    const secret = canaries.fresh('the secret');
    canaries.fresh('another one');
    const artifacts = new Artifacts();
    for (const [form, text] of spellings(secret)) {
      artifacts.keep(form, `${'x'.repeat(1_001)}${text}${'y'.repeat(77)}`);
      artifacts.keep(`half of ${form}`, `before ${text.slice(0, Math.max(24, text.length / 2))} after`);
    }
    artifacts.keep('nothing', spellings('no secret at all but a long text')[0]?.[1] ?? '');

    const found = artifacts.traces(canaries).map((trace) => trace.split(': ')[0]);

    expect([...new Set(found)]).toEqual(artifacts.names.filter((name) => name !== 'nothing'));
    expect(artifacts.traces(canaries).join('')).not.toContain('another one');
  });
});
