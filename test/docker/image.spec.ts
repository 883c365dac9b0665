import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Dockerfile, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { DOCKER } from './rules.ts';

const ROOT = join(DOCKER, '..');
const TEXT = readFileSync(join(DOCKER, 'Dockerfile'), 'utf8');

function parsed(): Dockerfile {
  return DockerfileParser.parse(TEXT);
}

/** Of the last stage, which is the image. */
function ofImage(keyword: string): string[] {
  const instructions: Instruction[] = parsed().getInstructions();
  const last = instructions.findLastIndex((instruction) => instruction.getKeyword() === 'FROM');
  return instructions
    .slice(last)
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent() ?? '');
}

function ofBuild(keyword: string): string {
  const instructions: Instruction[] = parsed().getInstructions();
  return instructions
    .filter((one) => one.getKeyword() === keyword)
    .map(String)
    .join('\n');
}

describe('the Dockerfile', () => {
  it('has no fault that its checker knows', () => {
    expect(validate(TEXT)).toEqual([]);
  });

  it('builds and runs on the same base, which the operator may pin', () => {
    const bases = parsed()
      .getFROMs()
      .map((from) => from.getImage());

    expect(bases).toEqual(['${NODE_IMAGE}', '${NODE_IMAGE}']);
    expect(
      parsed()
        .getInitialARGs()
        .map((argument) => argument.getArgumentsContent()),
    ).toEqual(['NODE_IMAGE=node:26-slim']);
  });

  it('installs without scripts and without the Node of npm, and prunes what only developers need', () => {
    const installs = ofBuild('RUN').match(/npm ci[^&\n\\]*/g) ?? [];

    expect(installs.length).toBe(2);
    for (const install of installs) expect(install).toMatch(/--omit=optional .*--ignore-scripts/);
    expect(installs.at(-1)).toContain('--omit=dev');
  });

  it('runs as a numbered user that is not root, and may write to its volumes alone', () => {
    expect(ofImage('USER')).toEqual(['10001:10001']);
    expect(JSON.parse(ofImage('VOLUME')[0] ?? '')).toEqual(['/data', '/export']);
    expect(ofImage('COPY')).toEqual(['/image /app']);
  });

  it('keeps compiled code where a read-only root lets it be written', () => {
    expect(ofImage('ENV').join(' ')).toMatch(/NODE_COMPILE_CACHE=\/tmp\//);
  });

  it('starts the program without a shell between, so that signals reach it', () => {
    expect(JSON.parse(ofImage('ENTRYPOINT')[0] ?? '')).toEqual(['node', '/app/apps/cli/dist/main.js']);
    expect(JSON.parse(ofImage('CMD')[0] ?? '')).toEqual(['serve']);
    expect(ofImage('STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  it('asks for readiness with Node, since the base brings no curl', () => {
    const [check = ''] = ofImage('HEALTHCHECK');

    expect(check).toMatch(/\["node", "-e", "fetch\('http:\/\/127\.0\.0\.1:8080\/health\/ready'\)/);
  });

  it('says what it is', () => {
    const labels = ofImage('LABEL').join(' ');

    for (const label of ['title', 'description', 'licenses', 'version', 'revision'])
      expect(labels).toContain(`org.opencontainers.image.${label}=`);
  });

  it('copies no file that is not there', () => {
    const named = [...TEXT.matchAll(/\bdocker\/[\w.-]+/g)].map(([path]) => path);

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('what is kept from the build', () => {
  it('is what must not be seen, and what the build makes itself', () => {
    const ignored = readFileSync(join(DOCKER, 'Dockerfile.dockerignore'), 'utf8').split('\n');

    expect(ignored).toEqual(
      expect.arrayContaining([
        '.git',
        '**/node_modules',
        '**/dist',
        'docker/secrets',
        'var',
        'tillbridge.yaml',
        '.env*',
      ]),
    );
  });
});

describe('assemble.sh', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  /** A project as it stands after its build, with a file of every kind. */
  function aBuiltProject(): string {
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-assemble-'));
    folders.push(folder);
    const files = [
      'package.json LICENSE config/default.yaml config/tillbridge.example.yaml docs/docker.md test/docker/image.spec.ts',
      'apps/cli/package.json apps/cli/dist/main.js apps/cli/dist/main.d.ts apps/cli/dist/demo/main.js apps/cli/src/main.ts',
      'apps/daemon/package.json apps/daemon/dist/index.js apps/simulator/package.json apps/simulator/dist/main.js',
      'libs/store/package.json libs/store/dist/index.js libs/store/dist/index.js.map libs/store/tsconfig.build.json libs/store/node_modules/pg/index.js',
      'plugins/one/package.json plugins/one/manifest.json plugins/one/dist/index.js plugins/one/src/index.ts',
      'node_modules/zod/index.js node_modules/zod/index.d.ts node_modules/.cache/x',
    ];
    for (const name of files.flatMap((line) => line.split(' '))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), '', { mode: 0o660 });
    }
    mkdirSync(join(folder, 'node_modules/@tillbridge'));
    for (const app of ['cli', 'simulator'])
      symlinkSync(`../../apps/${app}`, join(folder, 'node_modules/@tillbridge', app));
    return folder;
  }

  function assembled(): string {
    const from = aBuiltProject();
    const to = join(from, 'image');
    execFileSync('sh', [join(DOCKER, 'assemble.sh'), from, to]);
    return to;
  }

  it('copies what runs and nothing else', () => {
    const image = assembled();

    const files = readdirSync(image, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.parentPath.includes('@tillbridge/'))
      .map((entry) => join(entry.parentPath, entry.name).slice(image.length + 1));

    expect(files.toSorted()).toEqual([
      'LICENSE',
      'apps/cli/dist/main.js',
      'apps/cli/package.json',
      'apps/daemon/dist/index.js',
      'apps/daemon/package.json',
      'config/default.yaml',
      'libs/store/dist/index.js',
      'libs/store/node_modules/pg/index.js',
      'libs/store/package.json',
      'node_modules/@tillbridge/cli',
      'node_modules/zod/index.d.ts',
      'node_modules/zod/index.js',
      'package.json',
      'plugins/one/dist/index.js',
      'plugins/one/manifest.json',
      'plugins/one/package.json',
    ]);
  });

  it('lets everybody read and nobody but the owner change', () => {
    const image = assembled();

    expect(statSync(join(image, 'plugins/one/manifest.json')).mode & 0o777).toBe(0o644);
    expect(statSync(join(image, 'apps/cli/dist/main.js')).mode & 0o777).toBe(0o755);
  });
});
