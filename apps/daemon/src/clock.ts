/** The one place of the daemon that asks the machine for chance: it spreads what several would do at one moment. */
export function systemRandom(): number {
  return Math.random();
}
