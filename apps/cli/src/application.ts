import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DeliveryModule, type OutputInstance } from '@tillbridge/delivery';
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
import { PluginRegistry } from '@tillbridge/registry';
import { prepareStore, SchedulingModule, type WorkingRight, workingRight } from '@tillbridge/scheduling';
import type { Settings } from '@tillbridge/settings';
import { readOrCreateKey, Seal, Store, StoreModule } from '@tillbridge/store';
import { SyncModule } from '@tillbridge/sync';
import { TalliesModule } from '@tillbridge/tallies';

export interface ApplicationParts {
  readonly settings: Settings;
  readonly registry: PluginRegistry;
  readonly outputs: readonly OutputInstance[];
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
}

export interface Application {
  readonly context: INestApplicationContext;
  readonly store: Store;
  readonly right: WorkingRight;
  close(): Promise<void>;
}

/** Opens the database, wires the libraries, and gives back what the commands ask for. Nothing else happens here. */
export async function openApplication(parts: ApplicationParts): Promise<Application> {
  const { settings, clock } = parts;
  const store = await Store.open(settings.database);
  const self = { process: process.pid, host: hostname(), command: parts.command, since: isoNow(clock) };
  const right = workingRight(store, self);
  try {
    await prepareStore(store, right, parts);
    const seal = new Seal(readOrCreateKey(settings.encryptionKeyFile, randomBytes));
    const context = await NestFactory.createApplicationContext(rootModule(parts, { store, right, seal }), {
      logger: false,
      abortOnError: false,
    });
    return {
      context,
      store,
      right,
      close: async () => {
        right.release();
        await context.get(Egress).close();
        await parts.closeOutputs?.();
        await context.close();
      },
    };
  } catch (error) {
    right.release();
    await store.close();
    throw error;
  }
}

@Module({})
class SharedModule {}

@Module({})
class RootModule {}

function rootModule(
  { settings, registry, outputs, clock, host: patience = {} }: ApplicationParts,
  { store, right, seal }: { store: Store; right: WorkingRight; seal: Seal },
): DynamicModule {
  const owner = randomUUID();
  const sealing = { clock, keyFile: settings.encryptionKeyFile };
  const shared: DynamicModule = {
    module: SharedModule,
    global: true,
    providers: [
      { provide: PluginRegistry, useValue: registry },
      { provide: Egress, useValue: openEgress(settings.network) },
      { provide: TOKEN_VAULT, useValue: new StoreVault(store, seal, sealing) },
      { provide: AuthorizationStates, useValue: new AuthorizationStates(store, seal, sealing) },
      { provide: REFRESH_LEASE, useValue: new StoreRefreshLease(store, owner) },
    ],
    exports: [PluginRegistry, Egress, TOKEN_VAULT, AuthorizationStates, REFRESH_LEASE],
  };
  const host = HostModule.register({ imports: [OauthModule.register({ clock })], ...patience });
  const sync = SyncModule.register({ imports: [host], clock });
  const tallies = TalliesModule.register({ clock });
  const delivery = DeliveryModule.register({ clock });
  const scheduling = { imports: [sync, tallies, delivery], clock, settings, outputs, right, owner };
  return {
    module: RootModule,
    imports: [StoreModule.of(store), shared, host, sync, tallies, delivery, SchedulingModule.register(scheduling)],
  };
}

function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
