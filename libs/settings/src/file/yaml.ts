import { LineCounter, parseDocument, type Document } from 'yaml';
import { isWithinBounds } from './bounds.js';
import { TOO_DEEP, YAML_REASONS } from './reasons.js';
import type { Report } from './report.js';

export interface Parsed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Parses the text as one YAML 1.2 document; null after its errors were reported. */
export function parseYaml(text: string, report: Report): Parsed | null {
  if (!isWithinBounds(text, report)) return null;
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (document === null) {
    report.add('settings.yaml_syntax', { line: 1, column: 1 }, { reason: TOO_DEEP });
    return null;
  }
  const faults = [...document.errors, ...document.warnings];
  const told = new Set<number>();
  for (const { code, pos } of faults) {
    const { line, col: column } = lines.linePos(pos[0]);
    // Further errors on a line mostly follow from its first one.
    if (!told.has(line)) report.add('settings.yaml_syntax', { line, column }, { reason: YAML_REASONS[code] });
    told.add(line);
  }
  return faults.length === 0 ? { document, lines } : null;
}

/** The parser is recursive: text nested thousands of levels deep overflows the stack. That is a fault of the text. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, {
      lineCounter,
      version: '1.2',
      schema: 'core',
      strict: true,
      // `readTree` finds them itself, to name the key and both lines.
      uniqueKeys: false,
      stringKeys: false,
      prettyErrors: false,
      // At a quieter level the parser would not report a second document.
      logLevel: 'error',
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'RangeError') return null;
    throw error;
  }
}
