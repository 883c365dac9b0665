import { type Problem, TillbridgeError } from '@tillbridge/domain';
import { assemble } from './assemble.js';
import { reportIssues } from './check/issues.js';
import { reportLocations } from './check/locations.js';
import type { Path } from './file/path.js';
import { createPlaces, type Places } from './file/places.js';
import { createReport, inOrder } from './file/report.js';
import { readTree } from './file/tree.js';
import { parseYaml } from './file/yaml.js';
import { settingsSchema } from './schema/schema.js';
import type { LocationSettings } from './settings.js';

/**
 * The rows of a YAML file that holds a `locations:` block alone, or the bare list, checked as the settings file would
 * check them.
 *
 * @throws TillbridgeError with every problem at once, in the order of the lines of this file
 */
export function readLocationsFile(text: string, file: string): readonly LocationSettings[] {
  const places = createPlaces();
  const reading = createReport(file, places);
  const parsed = parseYaml(text, reading);
  const read = parsed === null ? null : readTree(parsed, reading, (value) => value);
  throwAny(reading.problems);

  const isList = Array.isArray(read);
  const judging = createReport(file, shifted(places, isList ? LIST_DEPTH : BLOCK_DEPTH));
  const tree = wrapped(isList ? { locations: read } : read);
  const result = settingsSchema.safeParse(tree);
  if (!result.success) reportIssues(result.error.issues, { schema: settingsSchema, tree, report: judging });
  reportLocations(tree, judging);
  throwAny(judging.problems);
  if (!result.success) throw new TypeError('locations were refused without a problem');
  return assemble(result.data, file, '/').connections.flatMap(({ locations }) => locations);
}

function throwAny(problems: readonly Problem[]): void {
  const [first, ...others] = inOrder(problems);
  if (first !== undefined) throw new TillbridgeError([first, ...others]);
}

/** How many steps of the wrapped tree stand above the file's own: `connections`, `0`, and for a bare list `locations`. */
const BLOCK_DEPTH = 2;
const LIST_DEPTH = 3;

/** As the locations of the one connection of a settings file, so that its schema can judge them. */
function wrapped(block: unknown): unknown {
  const own = typeof block === 'object' && block !== null ? block : {};
  return { connections: [{ id: 'locations', connector: 'locations', ...own }] };
}

/** Places of the file under the paths of the wrapped tree. */
function shifted(places: Places, depth: number): Places {
  const own = (path: Path): Path => path.slice(depth);
  return { ...places, get: (path) => places.get(own(path)), nearest: (path) => places.nearest(own(path)) };
}
