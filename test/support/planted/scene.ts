import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tillbridge } from '../../cli/terminal.ts';
import { ALONE } from '../alone.ts';
import { click } from '../browser.ts';
import { Daemon } from '../daemon.ts';
import { freePort } from '../free-port.ts';
import { Doorway } from '../doorway.ts';
import { eventually } from '../eventually.ts';
import { edit, withoutToken } from '../person.ts';
import { type DatabaseName, Workplace } from '../workplace.ts';
import { Artifacts } from './artifacts.ts';
import { Canaries } from './canaries.ts';
import { EchoingPos } from './echoing-pos.ts';
import { EchoingReceiver } from './echoing-receiver.ts';
import { installLeakyPlugin } from './leaky-plugin.ts';
import { PasswordRole } from './password-role.ts';
import { type Parts, PUBLIC } from './parts.ts';
import { settingsText } from './settings-text.ts';

export interface Job {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly notBefore: string | null;
}

/** A company folder whose every secret is planted, a POS and a receiver that repeat them, and what came out of it all. */
export class Scene {
  readonly artifacts = new Artifacts();
  readonly daemons: Daemon[] = [];

  private constructor(readonly parts: Parts) {}

  static async open(database: DatabaseName): Promise<Scene> {
    const canaries = new Canaries();
    const receiver = await EchoingReceiver.open();
    const clientSecret = canaries.fresh('client secret', '+/=');
    const workplace = await Workplace.open(database, { frozen: false, clientSecret });
    withoutToken(workplace);
    workplace.simulator.control('redirect-uris', { uri: `${PUBLIC}/oauth/callback` });
    const pos = await EchoingPos.open(workplace.simulator.origin, canaries);
    const password = canaries.fresh('password of the warehouse');
    const warehouse = await PasswordRole.make(password);
    const warehouseDoor = await Doorway.open(warehouse.server, await freePort());
    const storePassword = canaries.fresh('password of the store', '/+&=');
    const store = database === 'SQLite' ? null : await PasswordRole.make(storePassword, workplace.databaseUrl);
    const storeDoor = store === null ? null : await Doorway.open(store.server, await freePort());
    const breakPlugin = installLeakyPlugin(join(workplace.folder, 'connectors'));
    const outside = { pos, receiver, warehouse, warehouseDoor, store, storeDoor };
    const scene = new Scene({ workplace, canaries, breakPlugin, ...outside });
    writeFileSync(join(workplace.folder, 'warehouse.secret'), `${password}\n`, { mode: 0o600 });
    const port = await freePort();
    edit(workplace, (text) => settingsText(text, { ...scene.parts, port, storePassword }));
    return scene;
  }

  get daemon(): Daemon {
    const daemon = this.daemons.at(-1);
    if (daemon === undefined) throw new Error('no daemon was started');
    return daemon;
  }

  /** A date of the simulated account, so many days ago. */
  dateBefore(days: number): string {
    return new Date(this.parts.workplace.simulator.now() - days * 86_400_000).toISOString().slice(0, 10);
  }

  async startDaemon(): Promise<void> {
    this.daemons.push(await Daemon.start(this.parts.workplace));
    const { canaries, workplace } = this.parts;
    const secret = (name: string): string => readFileSync(join(workplace.folder, name), 'utf8').trim();
    canaries.plant('first API key', secret('first-api-key').split('_').slice(2).join('_'));
    canaries.plant('encryption key', secret('encryption.key'));
    canaries.plant('bytes of the encryption key', Buffer.from(secret('encryption.key'), 'base64').toString('hex'));
  }

  /** A command in this process; its link, whose purpose is to show a state, is not looked at. */
  async command(line: string | readonly string[], changed: Parameters<typeof tillbridge>[2] = {}): Promise<string> {
    const words = typeof line === 'string' ? line.split(' ') : line;
    const { out, err } = await tillbridge(this.parts.workplace, words, changed);
    const name = words.slice(0, 2).join(' ');
    this.artifacts.keep(
      `command ${name.startsWith('connect acme') ? 'connect acme' : name}`,
      withoutLink(`${out}${err}`),
    );
    return out;
  }

  /** Two more keys, of which only whoever asked for them may hear. */
  async makeKeys(): Promise<void> {
    const { workplace, canaries } = this.parts;
    const { out } = await tillbridge(workplace, 'key create --label shown --json');
    const { body } = await this.daemon.api('POST', '/keys', { label: 'shown too' });
    for (const made of [JSON.parse(out) as unknown, body]) {
      const { key } = made as { readonly key: string };
      canaries.plant('API key', key.split('_').slice(2).join('_'));
      await this.ask('GET', '/api/v1/keys', { headers: { authorization: `Bearer ${key}` } });
    }
  }

  async ask(
    method: string,
    path: string,
    init: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
  ) {
    const { workplace } = this.parts;
    const key = readFileSync(join(workplace.folder, 'first-api-key'), 'utf8').trim();
    const headers = { ...ALONE, authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers };
    const body = typeof init.body === 'string' || init.body === undefined ? init.body : JSON.stringify(init.body);
    const response = await fetch(`${this.daemon.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const route = path.split('?')[0] ?? path;
    this.artifacts.keep(
      `${method} ${route.replace(/[0-9a-f-]{36}/, ':id')}`,
      withoutLink(`${JSON.stringify([...response.headers])}\n${text}\n`),
    );
    return { status: response.status, text };
  }

  /** Begins at the API, clicks at the POS, and tells the address that the browser is sent to. */
  async granted(): Promise<URL> {
    const { text } = await this.ask('POST', '/api/v1/connections/acme/authorization', { body: {} });
    return this.clicked((JSON.parse(text) as { readonly url: string }).url);
  }

  async clicked(link: string): Promise<URL> {
    const address = new URL(await click(link, 'approve'));
    for (const name of ['code', 'state']) this.parts.canaries.plant(name, address.searchParams.get(name) ?? '');
    return address;
  }

  async import(from: string, to = from): Promise<Job> {
    const body = { connection: 'acme', from, to, deliver: true };
    const asked = await this.ask('POST', '/api/v1/jobs', { body });
    if (asked.status !== 202) throw new Error(`the import was not taken: ${asked.text}`);
    return JSON.parse(asked.text) as Job;
  }

  /** Done, failed, or put off. */
  async worked({ id }: Pick<Job, 'id'>): Promise<Job> {
    let job: Job | null = null;
    await eventually(
      async () => {
        job = JSON.parse((await this.ask('GET', `/api/v1/jobs/${id}`)).text) as Job;
        return ['done', 'failed'].includes(job.state) || (job.state === 'waiting' && job.notBefore !== null);
      },
      () => `a job was not worked: ${JSON.stringify(job)}`,
      60_000,
    );
    return job ?? { id, state: '', attempts: 0, notBefore: null };
  }

  keepWhatIsLeft(): void {
    for (const { out, err } of this.daemons) {
      this.artifacts.keep('log', out);
      this.artifacts.keep('stderr of the service', err);
    }
    this.artifacts.keepFiles(this.parts.workplace.folder, (path) => isHolder(path));
    this.artifacts.keep('webhooks received', this.parts.receiver.bodies.join('\n'));
  }

  async close(): Promise<void> {
    const { pos, receiver, workplace, warehouseDoor, storeDoor } = this.parts;
    for (const daemon of this.daemons) {
      daemon.send('SIGKILL');
      await daemon.ended();
    }
    pos.close();
    receiver.close();
    await warehouseDoor.shut();
    await storeDoor?.shut();
    await workplace.close();
  }
}

/** Of the files in the folder those that hold secrets because somebody put them there. */
export function isHolder(path: string): boolean {
  return /^(?:.*\.yaml|.*\.secret|encryption\.key|first-api-key)$/.test(path);
}

function withoutLink(text: string): string {
  return text.replaceAll(/https?:[^\s"]*\/authorize\?[^\s"]+/g, '<link>');
}
