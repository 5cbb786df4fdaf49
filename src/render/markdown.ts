import { inertText } from '../inert.ts';
import { isWebAddress } from '../web-address.ts';

/** What means something anywhere in a line: code, emphasis, links, HTML, tables. */
const anywhere = /[\\`*_[\]<>|~]|&(?=#?\w{1,31};)/g;

/** What begins a heading, a list, a rule or a table, or underlines a heading. */
const atStart = /^(?:#{1,6}(?=\s|$)|-(?=[\s-]|$)|\+(?=\s|$)|=(?==*$)|:(?=-))/gm;
/** `1.` or `1)` begins a list too. */
const numberAtStart = /^(\d{1,9})([.)])(?=\s|$)/gm;
/** Closes a heading. */
const atEnd = /(?<=\s)#+$/gm;

/**
 * Escapes a text for Markdown: it reads as it is written, and is no HTML, link, image, heading, list
 * or table. Line ends stay; white space at the ends of lines goes.
 *
 * @example
 * escapeMarkdown('# [klik](javascript:x)'); // \# \[klik\](javascript:x)
 */
export function escapeMarkdown(text: string): string {
  return inertText(text)
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(anywhere, '\\$&')
    .replace(atStart, '\\$&')
    .replace(numberAtStart, '$1\\$2')
    .replace(atEnd, '\\$&');
}

/** An address as a link that shows it; one that is not of the web as text. */
export function markdownLink(address: string): string {
  // The standard form has none of the signs that would end the link.
  return isWebAddress(address) ? `<${new URL(address).href}>` : escapeMarkdown(address);
}

/** A text as code, whatever backticks it contains. */
export function codeSpan(text: string): string {
  const shown = inertText(text).replaceAll('\n', ' ');
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}
