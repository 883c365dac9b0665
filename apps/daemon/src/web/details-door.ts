import { type CanActivate, type ExecutionContext, UnauthorizedException } from '@nestjs/common';
import { TillbridgeError } from '@tillbridge/domain';

/** Keeps `/health/details`, which names locations, to whoever shows an API key; shut until it is known who may open it. */
export class DetailsDoor implements CanActivate {
  private keeper: CanActivate | null = null;

  keptBy(keeper: CanActivate): void {
    this.keeper = keeper;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return (await this.keeper?.canActivate(context)) === true;
    } catch (error) {
      if (error instanceof TillbridgeError) throw new UnauthorizedException(error.message);
      throw error;
    }
  }
}
