import { distance } from 'fastest-levenshtein';

/** The one of `names` that `name` was probably meant to be; null when none is near. Case does not count as a difference. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  return nearestNames(name, names, 1)[0] ?? null;
}

/** Up to `count` of them, nearest first; names at the same distance keep their order. */
export function nearestNames(name: string, names: Iterable<string>, count: number): string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  return [...names]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.ceil(0.4 * Math.max(wanted.length, candidate.length)))
    .sort((one, other) => one.steps - other.steps)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
