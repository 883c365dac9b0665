import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AdminModule } from '@tillbridge/admin';
import { DeliveryModule } from '@tillbridge/delivery';
import type { Clock } from '@tillbridge/domain';
import { Egress, openEgress } from '@tillbridge/egress';
import { HostModule, type HostOptions } from '@tillbridge/host';
import {
  AuthorizationStates,
  OauthModule,
  REFRESH_LEASE,
  StoreRefreshLease,
  StoreVault,
  TOKEN_VAULT,
} from '@tillbridge/oauth';
import { type Meters, METERS, NO_METERS } from '@tillbridge/observability';
import { PluginRegistry } from '@tillbridge/registry';
import { prepareStore, SchedulingModule, type WorkingRight, workingRight } from '@tillbridge/scheduling';
import { readOrCreateKey, Seal, Store, StoreModule } from '@tillbridge/store';
import { SyncModule } from '@tillbridge/sync';
import { TalliesModule } from '@tillbridge/tallies';
import type { Configured } from './configuration/configure.js';
import { type Watched, watched } from './watching.js';
import { OWN_PLUGINS } from './configuration/plugin-directories.js';
import { secretsOfSettings, secretsSealed } from './secrets.js';

export interface ApplicationParts extends Pick<
  Configured,
  'settings' | 'registry' | 'outputs' | 'outputKinds' | 'source'
> {
  /** Called when the application closes. */
  readonly closeOutputs?: () => Promise<void>;
  readonly clock: Clock;
  /** Names the command in the lock: who holds it. */
  readonly command: string;
  /** How long to wait for a process that is at work. Milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal;
  /** How patient the host is with a POS; the usual patience where absent. */
  readonly host?: Pick<HostOptions, 'limits' | 'timing'>;
  /** Told every secret of settings and store, for the log that keeps them to itself (I6). */
  readonly onSecret?: (secret: string) => void;
  /** Where the libraries count what they do; nowhere where absent. */
  readonly meters?: Meters;
}

/** The libraries, wired and not started yet. */
export interface Wiring {
  /** Imported by the root module of whoever runs them. */
  readonly module: DynamicModule;
  /** The one of these modules to which the daemon adds its scheduler. */
  readonly scheduling: DynamicModule;
  readonly store: Store;
  readonly right: WorkingRight;
  /** What metrics and health ask how it stands. */
  readonly watched: Watched;
  /** Gives up the right to work and closes the ways outside. Closing the module closes the database. */
  readonly release: () => Promise<void>;
}

export interface Application extends Pick<Wiring, 'store' | 'right'> {
  readonly context: INestApplicationContext;
  close(): Promise<void>;
}

/** Opens the database, brings its schema up to date and wires the libraries. */
export async function wire(parts: ApplicationParts): Promise<Wiring> {
  const { settings, clock } = parts;
  const store = await Store.open(settings.database);
  const self = { process: process.pid, host: hostname(), command: parts.command, since: isoNow(clock) };
  const right = workingRight(store, self);
  try {
    await prepareStore(store, right, parts);
    const { onSecret = () => undefined } = parts;
    secretsOfSettings(parts.source).forEach(onSecret);
    const key = readOrCreateKey(settings.encryptionKeyFile, randomBytes);
    const seal = new Seal(key, (text) => secretsSealed(text).forEach(onSecret));
    const egress = openEgress(settings.network);
    const vault = new StoreVault(store, seal, { clock, keyFile: settings.encryptionKeyFile });
    return {
      ...wired(parts, { store, right, seal, egress }),
      store,
      right,
      watched: watched({ ...parts, store, vault }),
      release: async () => {
        right.release();
        await egress.close();
        await parts.closeOutputs?.();
      },
    };
  } catch (error) {
    right.release();
    await store.close();
    throw error;
  }
}

/** The wired libraries as commands use them: a context without a server. */
export async function openApplication(parts: ApplicationParts): Promise<Application> {
  const { module, store, right, release } = await wire(parts);
  try {
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    const close = async (): Promise<void> => {
      await release();
      await context.close();
    };
    return { context, store, right, close };
  } catch (error) {
    await release();
    await store.close();
    throw error;
  }
}

@Module({})
class SharedModule {}

@Module({})
class WiredModule {}

interface Opened {
  readonly store: Store;
  readonly right: WorkingRight;
  readonly seal: Seal;
  readonly egress: Egress;
}

function wired(parts: ApplicationParts, opened: Opened): Pick<Wiring, 'module' | 'scheduling'> {
  const { settings, source, outputs, outputKinds, clock, host: patience = {} } = parts;
  const { store, right } = opened;
  const owner = randomUUID();
  const oauth = OauthModule.register({ clock });
  const host = HostModule.register({ imports: [oauth], ...patience });
  const sync = SyncModule.register({ imports: [host], clock });
  const tallies = TalliesModule.register({ clock });
  const delivery = DeliveryModule.register({ clock });
  const work = { imports: [sync, tallies, delivery], clock, settings, outputs, right, owner };
  const scheduling = SchedulingModule.register(work);
  const admin = AdminModule.register({
    imports: [oauth, host, delivery, scheduling],
    ownPlugins: OWN_PLUGINS,
    clock,
    settings,
    source,
    outputs,
    outputKinds,
  });
  const module = {
    module: WiredModule,
    imports: [
      StoreModule.of(store),
      sharedModule(parts, opened, owner),
      oauth,
      host,
      sync,
      tallies,
      delivery,
      scheduling,
      admin,
    ],
    exports: [oauth, host, sync, tallies, delivery, scheduling, admin],
  };
  return { module, scheduling };
}

/** What every library may ask for. */
function sharedModule(
  { settings, registry, clock, meters = NO_METERS }: ApplicationParts,
  { store, seal, egress }: Opened,
  owner: string,
): DynamicModule {
  const sealing = { clock, keyFile: settings.encryptionKeyFile };
  const providers = [
    { provide: PluginRegistry, useValue: registry },
    { provide: Egress, useValue: egress },
    { provide: TOKEN_VAULT, useValue: new StoreVault(store, seal, sealing) },
    { provide: AuthorizationStates, useValue: new AuthorizationStates(store, seal, sealing) },
    { provide: REFRESH_LEASE, useValue: new StoreRefreshLease(store, owner) },
    { provide: METERS, useValue: meters },
  ];
  const exports = providers.map(({ provide }) => provide);
  return { module: SharedModule, global: true, providers, exports };
}

function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
