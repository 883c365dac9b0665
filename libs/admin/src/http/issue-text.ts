import type { Language } from '@tillbridge/domain';

/** Of a schema, as zod tells it; what `params` holds is ours. */
export interface Issue {
  readonly message: string;
  readonly code?: string | undefined;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
  readonly expected?: unknown;
  readonly keys?: readonly string[] | undefined;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly values?: readonly unknown[] | undefined;
  readonly params?: { readonly fr?: unknown } | undefined;
}

/** What a schema that refuses a text says in French; zod's own words are English. */
export function inFrench(
  error: string,
  fr: string,
): { readonly error: string; readonly params: { readonly fr: string } } {
  return { error, params: { fr } };
}

/** What is wrong with a field, for a person. */
export function issueText(issue: Issue, language: Language): string {
  return language === 'en' ? english(issue) : french(issue);
}

function english(issue: Issue): string {
  if (isMissing(issue)) return 'is required';
  if (issue.code === 'invalid_type') return `expected ${String(issue.expected)}`;
  if (issue.code === 'unrecognized_keys') return `unknown: ${named(issue.keys)}`;
  if (issue.code === 'too_small') return `at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big') return `at most ${String(issue.maximum)}`;
  return issue.message;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'un texte',
  number: 'un nombre',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un objet',
};

function french(issue: Issue): string {
  if (isMissing(issue)) return 'est requis';
  const said = issue.params?.fr;
  if (typeof said === 'string') return said;
  switch (issue.code) {
    case 'invalid_type':
      return `attendu : ${TYPES[String(issue.expected)] ?? String(issue.expected)}`;
    case 'unrecognized_keys':
      return `inconnu : ${named(issue.keys)}`;
    case 'too_small':
      return `au moins ${String(issue.minimum)}`;
    case 'too_big':
      return `au plus ${String(issue.maximum)}`;
    case 'invalid_value':
      return `l’une de ces valeurs, écrite exactement ainsi : ${(issue.values ?? []).join(', ')}`;
    default:
      return issue.message;
  }
}

function isMissing({ code, message }: Issue): boolean {
  return code === 'invalid_type' && message.endsWith('received undefined');
}

function named(keys: readonly string[] = []): string {
  return keys.map((key) => JSON.stringify(key)).join(', ');
}
