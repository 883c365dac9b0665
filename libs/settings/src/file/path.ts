/** The way to a value of the file: keys, and positions in lists. */
export type Path = readonly (string | number)[];

/** `connections[0].locations[1].posId`, as messages show it. A key with unusual characters is quoted. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = /^[\w-]{1,80}$/.test(step) ? step : shortened(step);
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

function shortened(step: string): string {
  return JSON.stringify(step.length > 80 ? `${step.slice(0, 80)}…` : step);
}

/** The same for a path whose positions are numbers or their digits. */
export function pathKey(path: Path): string {
  return JSON.stringify(path.map(String));
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Readonly<Record<string | number, unknown>>)[step];
  }, root);
}
