/**
 * First characters that make a spreadsheet take a cell for a formula, blanks before them included: OWASP's list, NUL,
 * and the full-width forms that some programs fold into the plain ones.
 */
// oxlint-disable-next-line no-control-regex -- the control characters are what is looked for
const FORMULA_START = /^\s*[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * A text as a spreadsheet may show it without running it: a single quote goes before what could be a formula. For
 * columns of text only; a figure such as -12.50 must never pass through here.
 */
export function textCell(text: string | null): string {
  if (text === null) return '';
  return FORMULA_START.test(text) ? `'${text}` : text;
}
