import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';

import { CallbackController, PUBLIC_URL } from './callback.controller.js';
import { CallbackService } from './callback.service.js';

export interface OauthHttpOptions {
  /** Modules that provide `Authorizer`, `AuthorizationStates` and what `orders` asks for, where no global module does. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Of `CALLBACK_ORDERS`. */
  readonly orders: Provider;
  readonly publicUrl: string;
}

/** The callback route. A module of its own, so that commands load no web framework. */
@Module({})
export class OauthHttpModule {
  static register({ imports = [], orders, publicUrl }: OauthHttpOptions): DynamicModule {
    return {
      module: OauthHttpModule,
      imports,
      controllers: [CallbackController],
      providers: [orders, CallbackService, { provide: PUBLIC_URL, useValue: publicUrl }],
    };
  }
}
