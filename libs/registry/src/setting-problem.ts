import type { ErrorObject } from 'ajv/dist/2020.js';
import { closest, distance } from 'fastest-levenshtein';

import { problemOf, type Problem, type ProblemParameters } from '@tillbridge/domain';
import type { JsonSchema, Manifest } from '@tillbridge/plugin-kit';
import { phrased, type Phrase } from '@tillbridge/settings';

import { PLUGIN_PROBLEMS } from './problems.js';
import { boundPhrase, expectedAt, ruleAt, typePhrase } from './rule-phrase.js';

/** A problem and its path within the settings that were checked, so that the caller can find the line. */
export interface SettingsProblem {
  readonly path: readonly (string | number)[];
  readonly problem: Problem;
}

/** What the schema says, as problems for people, each once. */
export function settingProblems(
  errors: readonly ErrorObject[],
  { id, settings }: Pick<Manifest, 'id' | 'settings'>,
): SettingsProblem[] {
  const telling = errors.filter(({ keyword }) => !WRAPPERS.includes(keyword));
  const found = (telling.length === 0 ? errors : telling).map((error) => located(error, id, settings));
  const first = new Map(found.map((each) => [saidOf(each), each]).reverse() as [string, SettingsProblem][]);
  return found.filter((each) => first.get(saidOf(each)) === each);
}

/** Keywords that fail only because something inside them fails, whose own error says more. */
const WRAPPERS: readonly string[] = ['if', 'anyOf', 'oneOf', 'propertyNames'];

/** The same for errors that are one rule for people, such as several patterns and bounds of one setting. */
function saidOf({ path, problem: { code } }: SettingsProblem): string {
  return JSON.stringify([path, code]);
}

function located(error: ErrorObject, plugin: string, schema: JsonSchema): SettingsProblem {
  const path = pathOf(error);
  const parameters = { plugin, path: path.join('.') || 'settings' };
  return {
    path,
    problem: problemFor(error, parameters, { rule: ruleAt(schema, path), expected: expectedAt(schema, path) }),
  };
}

/** The place of a missing, an unknown or a misnamed key is the key itself. */
function pathOf({ instancePath, keyword, params, propertyName }: ErrorObject): (string | number)[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (keyword === 'required') path.push(String(params['missingProperty']));
  if (isUnknownKey(keyword)) path.push(unknownKey(params));
  if (propertyName !== undefined) path.push(propertyName);
  return path;
}

function problemFor(
  error: ErrorObject,
  parameters: ProblemParameters,
  { rule, expected: wanted }: { readonly rule: Phrase | null; readonly expected: Phrase },
): Problem {
  const { keyword, params } = error;
  if (keyword === 'required') {
    return phrased(problemOf(PLUGIN_PROBLEMS, 'plugin.setting_missing', parameters), { expected: wanted });
  }
  if (isUnknownKey(keyword)) return unknownSetting(error, parameters);
  if (keyword === 'type') {
    const phrases = { expected: typePhrase(params['type']), seen: typePhrase(typeName(error.data)) };
    return phrased(problemOf(PLUGIN_PROBLEMS, 'plugin.setting_type', parameters), phrases);
  }
  if (keyword === 'enum' || keyword === 'const') {
    const values: unknown = keyword === 'enum' ? params['allowedValues'] : [params['allowedValue']];
    const choices = (Array.isArray(values) ? values : []).map(choiceText).join(', ');
    return problemOf(PLUGIN_PROBLEMS, 'plugin.setting_choice', { ...parameters, choices });
  }
  if (keyword === 'format') {
    return problemOf(PLUGIN_PROBLEMS, 'plugin.setting_format', { ...parameters, format: String(params['format']) });
  }
  const said = boundPhrase(error) ?? rule ?? { en: error.message ?? keyword, fr: error.message ?? keyword };
  return phrased(problemOf(PLUGIN_PROBLEMS, 'plugin.setting_rule', parameters), { rule: said });
}

/** A value with signs such as a comma is quoted, since it would be misread in a list. */
function choiceText(value: unknown): string {
  return /^[\w./:-]+( [\w:]+)?$/.test(String(value)) ? String(value) : JSON.stringify(value);
}

function unknownSetting(error: ErrorObject, parameters: ProblemParameters): Problem {
  const properties: unknown = error.parentSchema?.['properties'];
  const known = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const nearest = nearestName(unknownKey(error.params), known);
  if (nearest !== null) return problemOf(PLUGIN_PROBLEMS, 'plugin.setting_misspelt', { ...parameters, nearest });
  return problemOf(PLUGIN_PROBLEMS, 'plugin.setting_unknown', { ...parameters, known: known.join(', ') || '-' });
}

/** The known name that was probably meant; null when none is near enough to be a slip of the hand. */
export function nearestName(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const nearest = closest(name, [...known]);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, nearest.length / 3) ? nearest : null;
}

function isUnknownKey(keyword: string): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}

function unknownKey(params: Readonly<Record<string, unknown>>): string {
  return String(params['additionalProperty'] ?? params['unevaluatedProperty']);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
