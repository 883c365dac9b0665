import { parseArgs } from 'node:util';

export interface DemoOptions {
  readonly help: boolean;
  /** One pass, compared, and the end. */
  readonly once: boolean;
  /** The daemon's own store and the database output are on PostgreSQL. */
  readonly postgresql: boolean;
  /** Simulated seconds that pass in a real one while it sells live. */
  readonly speed: number;
}

const FASTEST = 3_600;
const USUAL_SPEED = '60';

/** Told in the language of whoever asked, unlike what Node says of options. */
export class SpeedRefused extends RangeError {
  readonly most = FASTEST;

  constructor(readonly given: string) {
    super(`no speed: ${given}`);
  }
}

/** @throws TypeError for what it does not know, SpeedRefused */
export function readOptions(words: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      once: { type: 'boolean' },
      postgres: { type: 'boolean' },
      speed: { type: 'string', default: USUAL_SPEED },
    },
  });
  const { help = false, once = false, postgres: postgresql = false, speed } = values;
  if (!/^[1-9]\d{0,3}$/.test(speed) || Number(speed) > FASTEST) throw new SpeedRefused(speed);
  return { help, once, postgresql, speed: Number(speed) };
}
