import type { Problem } from '@tillbridge/domain';

/**
 * The problems of the file and those of its plugins, in the order of the lines. Where the file is wrong at a place
 * already, such as by a variable that is not set, its plugin has seen no value and is not heard.
 */
export function inOrderOfLines(ofFile: readonly Problem[], ofPlugins: readonly Problem[]): Problem[] {
  const taken = new Set(ofFile.map(positionText));
  const heard = ofPlugins.filter((problem) => !taken.has(positionText(problem)));
  return [...ofFile, ...heard].toSorted(
    (one, other) => number(one, 'line') - number(other, 'line') || number(one, 'column') - number(other, 'column'),
  );
}

function positionText(problem: Problem): string {
  return `${number(problem, 'line')}:${number(problem, 'column')}`;
}

function number({ parameters }: Problem, name: 'line' | 'column'): number {
  return Number(parameters[name] ?? 0);
}
