import type { Finding } from '../finding.js';

/** One finding as a person reads it: what, then what to do, indented. */
export function findingText({ code, what, fix }: Finding): string {
  return `${code}: ${indented(what)}\n  -> ${indented(fix)}\n`;
}

function indented(text: string): string {
  return text.trim().replaceAll('\n', '\n     ');
}
