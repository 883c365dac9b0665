import { TillbridgeError, type Problem } from '@tillbridge/domain';
import { resolve } from 'node:path';
import { assemble } from './assemble.js';
import { reportDuplicateIds, reportOddNumbers } from './check/ids.js';
import { reportIssues } from './check/issues.js';
import { reportLocations } from './check/locations.js';
import { reportUnreadableFiles } from './check/files.js';
import type { Environment } from './environment.js';
import { findSettingsFile } from './file/find.js';
import { createPlaces } from './file/places.js';
import { createReport, inOrder, type Report } from './file/report.js';
import { createSubstitute, type SubstitutionSources } from './file/substitution.js';
import { readText } from './file/text.js';
import { readTree } from './file/tree.js';
import { parseYaml } from './file/yaml.js';
import { deepFrozen } from './frozen.js';
import { settingsSchema } from './schema/schema.js';
import type { Settings } from './settings.js';
import { createSource, type SettingsSource } from './source.js';

export interface LoadOptions {
  /** What `--config` names; relative to the working directory. */
  readonly file?: string | undefined;
  readonly environment: Environment;
  /** Relative paths of the file and of `${file:...}` are resolved against it. */
  readonly workingDirectory: string;
}

export interface LoadedSettings {
  readonly settings: Settings;
  readonly source: SettingsSource;
}

/** What was read, right or not, so that whoever knows plugins can add what is wrong with theirs. */
export interface ReadSettings {
  /** null where a problem keeps them from being used. */
  readonly settings: Settings | null;
  readonly source: SettingsSource;
  /** In the order of the lines. */
  readonly problems: readonly Problem[];
}

/** Reads the settings file, or the defaults when there is none; never throws for what stands in it. */
export function readSettings({ file: named, environment, workingDirectory }: LoadOptions): ReadSettings {
  const directory = resolve(workingDirectory);
  const file = findSettingsFile(named, environment, directory);
  const places = createPlaces();
  const report = createReport(file ?? 'tillbridge.yaml', places);
  const tree = file === null ? {} : readFile(report, { environment, workingDirectory: directory });
  const settings = tree === null ? null : check(tree, report, file, directory);
  const source = createSource({ file, workingDirectory: directory, tree: tree ?? {}, places });
  const usable = report.problems.length === 0 && settings !== null;
  return { settings: usable ? deepFrozen(settings) : null, source, problems: inOrder(report.problems) };
}

/**
 * The same for those who need settings that can be used.
 *
 * @throws TillbridgeError with every problem of the file at once, in the order of its lines; kind `settings` (exit 78).
 */
export function loadSettings(options: LoadOptions): LoadedSettings {
  const { settings, source, problems } = readSettings(options);
  throwAny(problems);
  if (settings === null) throw new TypeError('settings were refused without a problem');
  return { settings, source };
}

/** After one of these the tree has gaps, about which nothing should be said. */
const UNREADABLE = ['settings.too_large', 'settings.yaml_syntax'];

/** Null when the file could not be read as YAML at all, so that nothing of it can be checked. */
function readFile(report: Report, sources: SubstitutionSources): unknown {
  const text = readText(report);
  const parsed = text === null ? null : parseYaml(text, report);
  if (parsed === null) return null;
  const tree = readTree(parsed, report, createSubstitute(report, sources));
  return report.problems.some(({ code }) => UNREADABLE.includes(code)) ? null : tree;
}

function check(tree: unknown, report: Report, file: string | null, workingDirectory: string): Settings | null {
  const result = settingsSchema.safeParse(tree);
  if (!result.success) reportIssues(result.error.issues, { schema: settingsSchema, tree, report });
  reportDuplicateIds(tree, report);
  reportOddNumbers(report);
  reportLocations(tree, report);
  reportUnreadableFiles(tree, report, workingDirectory);
  return result.success ? assemble(result.data, file, workingDirectory) : null;
}

function throwAny(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw new TillbridgeError([first, ...others]);
}
