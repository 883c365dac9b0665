/** The one place of the daemon with random numbers: they spread what several processes would do at the same moment. */
export function systemRandom(): number {
  return Math.random();
}
