import type { ErrorCode } from 'yaml';
import type { Phrase } from '../check/phrase.js';

export const TOO_DEEP: Phrase = { en: 'it nests too deeply', fr: 'il est trop profondément imbriqué' };

export const KEY_NOT_TEXT: Phrase = { en: 'a key must be a plain text', fr: 'une clé doit être un texte simple' };

export const UNKNOWN_ALIAS: Phrase = {
  en: 'an alias (*name) names no anchor (&name) before it, or one that holds it',
  fr: 'un alias (*nom) ne désigne aucune ancre (&nom) avant lui, ou une ancre qui le contient',
};

const INDENT: Phrase = {
  en: 'the indentation does not fit, or a bracket or brace is not closed',
  fr: 'le retrait ne convient pas, ou un crochet ou une accolade n’est pas fermé',
};
export const UNEXPECTED: Phrase = {
  en: 'something stands here that YAML does not expect; quote texts with special characters',
  fr: 'quelque chose d’inattendu en YAML se trouve ici ; mettez entre guillemets les textes à caractères spéciaux',
};
const TAGS: Phrase = { en: 'tags (!name) are not supported', fr: 'les étiquettes (!nom) ne sont pas admises' };
const ANCHORS: Phrase = {
  en: 'anchors (&name), aliases (*name) or tags (!name) are misplaced',
  fr: 'des ancres (&nom), alias (*nom) ou étiquettes (!nom) sont mal placés',
};
export const DIRECTIVES: Phrase = {
  en: 'directives (%) are not supported',
  fr: 'les directives (%) ne sont pas admises',
};

const KEYS: Phrase = {
  en: 'a key must be a short text on one line, followed by a colon and a space',
  fr: 'une clé doit être un texte court sur une ligne, suivi d’un deux-points et d’une espace',
};

/** In words of our own, since the parser's quote the text at the fault, which may be a secret (I6). */
export const YAML_REASONS: Readonly<Record<ErrorCode, Phrase>> = {
  ALIAS_PROPS: ANCHORS,
  BAD_ALIAS: UNKNOWN_ALIAS,
  BAD_COLLECTION_TYPE: TAGS,
  BAD_DIRECTIVE: DIRECTIVES,
  BAD_DQ_ESCAPE: {
    en: 'a backslash in double quotes begins no known escape; use single quotes',
    fr: 'une barre oblique inverse entre guillemets ne forme aucun échappement connu ; utilisez des apostrophes',
  },
  BAD_INDENT: INDENT,
  BAD_PROP_ORDER: ANCHORS,
  BAD_SCALAR_START: UNEXPECTED,
  BLOCK_AS_IMPLICIT_KEY: KEYS,
  BLOCK_IN_FLOW: INDENT,
  DUPLICATE_KEY: KEYS,
  IMPOSSIBLE: UNEXPECTED,
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
  UNEXPECTED_TOKEN: UNEXPECTED,
};
