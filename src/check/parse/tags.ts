/*
 * Tags of HTML in a text: what is in them (classes, addresses) is markup, and no words, quotations or
 * numbers of the text. Which tags there are is compared by the check for markup.
 */

const tag = /<\/?(?<name>[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/gi;
/** Tags inside a line. */
const inline = /^(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)$/i;

/** The text with white space in place of every tag, as long as it was; a block begins a line. */
export function blankTags(raw: string): string {
  if (!raw.includes('<')) return raw;
  return raw.replace(tag, (found, name: string) =>
    (inline.test(name) ? '' : '\n').padEnd(found.length),
  );
}
