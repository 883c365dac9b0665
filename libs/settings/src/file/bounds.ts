import { Lexer } from 'yaml';
import type { Phrase } from '../check/phrase.js';
import { DIRECTIVES, TOO_DEEP, UNEXPECTED } from './reasons.js';
import type { Report } from './report.js';

const MOST_TOKENS = 150_000;
const MOST_DIRECTIVES = 4;
export const DEEPEST = 64;

interface Progress {
  line: number;
  tokens: number;
  /** Open brackets and braces. */
  open: number;
  /** Lists and complex keys that begin on one line. */
  begun: number;
  directives: number;
}

/**
 * Whether the text is small and flat enough, with few enough errors, to be parsed. The parser's time grows with the
 * square of depth and errors. The lexer's does not, so it refuses a hostile megabyte in a moment.
 */
export function isWithinBounds(text: string, report: Report): boolean {
  const progress: Progress = { line: 1, tokens: 0, open: 0, begun: 0, directives: 0 };
  for (const token of new Lexer().lex(text)) {
    advance(progress, token);
    if (progress.tokens > MOST_TOKENS) {
      report.add('settings.too_large', { limit: MOST_TOKENS }, { expected: { en: 'YAML tokens', fr: 'lexèmes YAML' } });
      return false;
    }
    const reason = faultOf(progress);
    if (reason === null) continue;
    report.add('settings.yaml_syntax', { line: progress.line, column: 1 }, { reason });
    return false;
  }
  return true;
}

function advance(progress: Progress, token: string): void {
  progress.tokens += 1;
  if (token === '[' || token === '{') progress.open += 1;
  else if (token === ']' || token === '}') progress.open -= 1;
  else if (token === '-' || token === '?') progress.begun += 1;
  else if (token.startsWith('%')) progress.directives += 1;
  else if (token.includes('\n')) {
    progress.begun = 0;
    progress.line += token.split('\n').length - 1;
  }
}

function faultOf({ open, begun, directives }: Progress): Phrase | null {
  if (open > DEEPEST || begun > DEEPEST) return TOO_DEEP;
  if (open < 0) return UNEXPECTED;
  return directives > MOST_DIRECTIVES ? DIRECTIVES : null;
}
