import type * as z from 'zod';
import { valueAt, type Path } from '../file/path.js';
import type { Report } from '../file/report.js';
import { refusalOf, type Refusal } from '../schema/leaf.js';
import { meaningAt, namesAt } from '../schema/lookup.js';
import { oneOf } from '../schema/meaning.js';
import { isSecretPath } from '../show/secret.js';
import type { SettingsCode } from '../problems.js';
import { nearestName } from './nearest.js';
import { hintOf, type Phrase, type Phrases } from './phrase.js';
import { seenValue } from './seen.js';

interface Judged {
  readonly schema: z.core.$ZodType;
  readonly tree: unknown;
  readonly report: Report;
}

/** Tells in our own words what the schema refuses. */
export function reportIssues(issues: readonly z.core.$ZodIssue[], judged: Judged): void {
  for (const issue of issues) reportIssue(issue, judged);
}

function reportIssue(issue: z.core.$ZodIssue, judged: Judged): void {
  const { report, schema, tree } = judged;
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (report.places.get(path)?.unresolved === true) return;
  if (issue.code === 'unrecognized_keys') {
    for (const name of issue.keys) reportUnknownKey([...path, name], judged);
    return;
  }
  const type = meaningAt(schema, path)?.type;
  if (valueAt(tree, path) === undefined) {
    const expected = type ?? refusalOf(paramsOf(issue))?.expected ?? expectedType(issue) ?? OTHER;
    report.at(path, 'settings.missing_key', {}, { expected });
    return;
  }
  const refusal =
    refusalOf(paramsOf(issue)) ?? builtIn(issue, expectedType(issue) ?? type ?? OTHER, valueAt(tree, path));
  reportRefusal(path, refusal, judged);
}

function reportUnknownKey(path: Path, { report, schema }: Judged): void {
  const name = String(path.at(-1));
  const names = namesAt(schema, path.slice(0, -1)).filter((known) => known !== name);
  const nearest = nearestName(name, names);
  report.at(path, 'settings.unknown_key', nearest === null ? {} : { nearest }, {
    hint: hintOf(nearest === null ? [] : [nearest]),
  });
}

function reportRefusal(path: Path, refusal: Refusal, { report, tree }: Judged): void {
  const { seen, parameters } = seenValue(
    valueAt(tree, path),
    refusal.hidden === true || isSecretPath(path, report.places),
  );
  const written = report.places.get(path)?.written;
  const expected: Phrases = refusal.expected === undefined ? {} : { expected: refusal.expected };
  report.at(
    path,
    refusal.problem,
    { ...parameters, ...refusal.parameters, ...(written === null || written === undefined ? {} : { written }) },
    { seen, ...expected, ...refusal.phrases },
  );
}

function paramsOf(issue: z.core.$ZodIssue): Readonly<Record<string, unknown>> | undefined {
  return issue.code === 'custom' ? issue.params : undefined;
}

/** A refusal by one of zod's own types. */
function builtIn(issue: z.core.$ZodIssue, expected: Phrase, value: unknown): Refusal {
  const words = wordsOf(issue);
  if (words.length > 0) {
    const nearest = typeof value === 'string' ? nearestName(value, words) : null;
    const hint = hintOf(nearest === null ? [] : [nearest]);
    return { problem: 'settings.wrong_value', expected: oneOf(...words), phrases: { hint } };
  }
  const code: SettingsCode =
    issue.code === 'too_big' || issue.code === 'too_small' ? 'settings.out_of_range' : 'settings.wrong_type';
  return { problem: code, expected, hidden: issue.code === 'invalid_type' && HIDING.includes(issue.expected) };
}

/** The words that the key accepts. */
function wordsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const options = issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined;
  return Array.isArray(options) ? options.map(String) : [];
}

const OTHER: Phrase = { en: 'another value', fr: 'une autre valeur' };

const HIDING: readonly string[] = ['array', 'object'];

const EXPECTED: Readonly<Record<string, Phrase>> = {
  array: { en: 'a list', fr: 'une liste' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  object: { en: 'a group of keys', fr: 'un groupe de clés' },
};

/** The types that need no closer description than their name. */
function expectedType(issue: z.core.$ZodIssue): Phrase | undefined {
  return issue.code === 'invalid_type' ? EXPECTED[issue.expected] : undefined;
}
