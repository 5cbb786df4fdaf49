/*
 * A spreadsheet takes a cell that begins with one of these signs for a formula, which may run
 * programs and send what is in other cells. With an apostrophe before it the cell is text. Where a
 * spreadsheet separates by `;` or tab, as in Dutch, a cell of a file with commas may also begin
 * after one of those.
 */

const formula = /(?<=^|[;\t])'*(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g;
const escapedFormula = /(?<=^|[;\t])('*)'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g;

/** A text that no spreadsheet takes for a formula. */
export function escapeFormulas(text: string): string {
  return text.replace(formula, "$&'");
}

/** The text that {@link escapeFormulas} was given. */
export function unescapeFormulas(text: string): string {
  return text.replace(escapedFormula, '$1');
}
