import type { CanActivate, ExecutionContext } from '@nestjs/common';

/** Keeps `/health/details`, which names locations, to whoever shows an API key; shut until it is known who may open it. */
export class DetailsDoor implements CanActivate {
  private keeper: CanActivate | null = null;

  keptBy(keeper: CanActivate): void {
    this.keeper = keeper;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    return (await this.keeper?.canActivate(context)) === true;
  }
}
