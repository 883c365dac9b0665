import { type DynamicModule, Module } from '@nestjs/common';

/** The wired libraries, and what of them answers over HTTP. */
@Module({})
export class DaemonModule {
  static of(wired: DynamicModule): DynamicModule {
    return { module: DaemonModule, imports: [wired] };
  }
}
