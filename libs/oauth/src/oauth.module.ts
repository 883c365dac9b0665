import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import type { Clock } from '@tillbridge/domain';

import { Authorizer } from './authorize/authorizer.js';
import { systemClock } from './clock.js';
import { OAUTH_CLOCK, TokenSource } from './token-source.js';

export interface OauthOptions {
  /** Modules that provide `Egress`, `TOKEN_VAULT`, `REFRESH_LEASE` and `AuthorizationStates`, where no global module does. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly clock?: Clock;
}

@Module({})
export class OauthModule {
  static register({ imports = [], clock = systemClock }: OauthOptions = {}): DynamicModule {
    return {
      module: OauthModule,
      imports,
      providers: [TokenSource, Authorizer, { provide: OAUTH_CLOCK, useValue: clock }],
      exports: [TokenSource, Authorizer],
    };
  }
}
