/** Between 0 and 1: spreads the attempts of many at one receiver. */
export const systemRandom = (): number => Math.random();
