import { LineCounter, parseDocument, type Document, type ErrorCode } from 'yaml';
import type { Phrase } from '../check/phrase.js';
import type { Report } from './report.js';

export interface Parsed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Parses the text as one YAML 1.2 document; null after its errors were reported. */
export function parseYaml(text: string, report: Report): Parsed | null {
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (document === null) {
    report.add('settings.yaml_syntax', { line: 1, column: 1 }, { reason: TOO_DEEP });
    return null;
  }
  const faults = [...document.errors, ...document.warnings];
  for (const { code, pos } of faults) {
    const { line, col } = lines.linePos(pos[0]);
    report.add('settings.yaml_syntax', { line, column: col }, { reason: REASONS[code] });
  }
  return faults.length === 0 ? { document, lines } : null;
}

/** The parser recurses: text that nests thousands of levels ends its stack, which is the text's fault. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, {
      lineCounter,
      version: '1.2',
      schema: 'core',
      strict: true,
      // The tree finds them itself, to name the key and both lines.
      uniqueKeys: false,
      stringKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'RangeError') return null;
    throw error;
  }
}

export const TOO_DEEP: Phrase = { en: 'it nests too deeply', fr: 'il est trop profondément imbriqué' };

export const KEY_NOT_TEXT: Phrase = { en: 'a key must be a plain text', fr: 'une clé doit être un texte simple' };

export const UNKNOWN_ALIAS: Phrase = {
  en: 'an alias (*name) names no anchor (&name) before it, or one that holds it',
  fr: 'un alias (*nom) ne désigne aucune ancre (&nom) avant lui, ou une ancre qui le contient',
};

const INDENT: Phrase = { en: 'the indentation does not fit', fr: 'le retrait ne convient pas' };
const QUOTES: Phrase = {
  en: 'something stands here that YAML does not expect; quote texts with special characters',
  fr: 'quelque chose d’inattendu en YAML se trouve ici ; mettez entre guillemets les textes à caractères spéciaux',
};
const TAGS: Phrase = { en: 'tags (!name) are not supported', fr: 'les étiquettes (!nom) ne sont pas admises' };
const ANCHORS: Phrase = {
  en: 'anchors (&name), aliases (*name) or tags (!name) are misplaced',
  fr: 'des ancres (&nom), alias (*nom) ou étiquettes (!nom) sont mal placés',
};
const KEYS: Phrase = {
  en: 'a key must be a short text on one line, followed by a colon and a space',
  fr: 'une clé doit être un texte court sur une ligne, suivi d’un deux-points et d’une espace',
};

/** In our own words, since the parser's quote the text at the fault, which may be a secret (I6). */
const REASONS: Readonly<Record<ErrorCode, Phrase>> = {
  ALIAS_PROPS: ANCHORS,
  BAD_ALIAS: UNKNOWN_ALIAS,
  BAD_COLLECTION_TYPE: TAGS,
  BAD_DIRECTIVE: { en: 'directives (%) are not supported', fr: 'les directives (%) ne sont pas admises' },
  BAD_DQ_ESCAPE: {
    en: 'a backslash in double quotes begins no known escape; use single quotes',
    fr: 'une barre oblique inverse entre guillemets ne forme aucun échappement connu ; utilisez des apostrophes',
  },
  BAD_INDENT: INDENT,
  BAD_PROP_ORDER: ANCHORS,
  BAD_SCALAR_START: QUOTES,
  BLOCK_AS_IMPLICIT_KEY: KEYS,
  BLOCK_IN_FLOW: INDENT,
  DUPLICATE_KEY: KEYS,
  IMPOSSIBLE: QUOTES,
  KEY_OVER_1024_CHARS: KEYS,
  MISSING_CHAR: {
    en: 'a character is missing: a closing quote, bracket or brace, a comma, a colon or a space',
    fr: 'il manque un caractère : guillemet, crochet ou accolade fermante, virgule, deux-points ou espace',
  },
  MULTILINE_IMPLICIT_KEY: KEYS,
  MULTIPLE_ANCHORS: ANCHORS,
  MULTIPLE_DOCS: {
    en: 'it holds several documents (---); one is expected',
    fr: 'il contient plusieurs documents (---) ; un seul est attendu',
  },
  MULTIPLE_TAGS: ANCHORS,
  NON_STRING_KEY: KEY_NOT_TEXT,
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: {
    en: 'a tab is used to indent; use spaces',
    fr: 'une tabulation sert de retrait ; utilisez des espaces',
  },
  TAG_RESOLVE_FAILED: TAGS,
  UNEXPECTED_TOKEN: QUOTES,
};
