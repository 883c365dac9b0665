import { Injectable } from '@nestjs/common';
import { MINUTE, SECOND } from '@tillbridge/domain';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Keys that may fail in a minute from one address: enough for a person who mistypes and for a script with an old key.
 */
const BEARABLE = 20;

/**
 * Counts the keys that did not work, by the address that the connection came from. It is kept in memory: it spares the
 * log and tells whoever tries to stop, and is no lock, since nobody can try 256 random bits out.
 */
@Injectable()
export class WrongKeys {
  private readonly counter = new RateLimiterMemory({ points: BEARABLE, duration: MINUTE / SECOND });

  /** Counts one more. `excess`: how many more than bearable there were; `seconds`: until they are forgotten. */
  async count(address: string): Promise<{ readonly excess: number; readonly seconds: number }> {
    const { consumedPoints, msBeforeNext } = await this.counter.penalty(address);
    return { excess: consumedPoints - BEARABLE, seconds: Math.max(1, Math.ceil(msBeforeNext / SECOND)) };
  }
}
