import { pathKey, type Path } from './path.js';

export interface Position {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Where a value stands: its key, or the item of a list. */
export interface Place extends Position {
  /** What `${...}` put into it: `CLIENT_SECRET`, `file:/run/secrets/x`. */
  readonly substituted: readonly string[];
  /** The text of a number, because YAML reads `0001` as 1. */
  readonly written: string | null;
  /** A substitution failed, so that there is no value to judge. */
  readonly unresolved: boolean;
}

export interface Places {
  get(path: Path): Place | undefined;
  set(path: Path, place: Place): void;
  all(): Iterable<{ readonly path: Path; readonly place: Place }>;
  /** The place of the path or, when the file does not hold it, of the nearest group around it. */
  nearest(path: Path): Position;
}

const TOP: Position = { line: 1, column: 1 };

export function createPlaces(): Places {
  const places = new Map<string, { readonly path: Path; readonly place: Place }>();
  const get = (path: Path) => places.get(pathKey(path))?.place;
  return {
    get,
    set(path, place) {
      places.set(pathKey(path), { path, place });
    },
    all: () => places.values(),
    nearest(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const place = get(path.slice(0, length));
        if (place !== undefined) return place;
      }
      return TOP;
    },
  };
}
