/**
 * What GitHub, Obsidian and Pandoc write beside the standard, as the standard has it.
 *
 * Code in the text stays as it is.
 *
 * @param text of a document, without code between fences
 */
export function withoutHabits(text: string): string {
  return amendOutside(text, codeInText, amended);
}

/** Between backticks, or an indented line. */
const codeInText = /(?<!`)(`{1,3})(?!`)[^`\n]+\1(?!`)|^(?: {4}|\t)[^\n]*$/gm;

/** Changes what is outside the parts that fit a pattern. */
export function amendOutside(
  text: string,
  parts: RegExp,
  amend: (outside: string) => string,
): string {
  let made = '';
  let from = 0;
  for (const { 0: part, index } of text.matchAll(parts)) {
    made += amend(text.slice(from, index)) + part;
    from = index + part.length;
  }
  return made + amend(text.slice(from));
}

function amended(text: string): string {
  return text
    .replace(asides, '')
    .replace(callout, (_, quote: string, title: string) =>
      title === '' ? quote : `${quote}${title}\n${quote}`,
    )
    .replace(embedded, '')
    .replace(wikiLink, (whole, page: string, label?: string) =>
      /^\d+$/.test(page) ? whole : (label ?? (page.replace(/#.*/, '') || page.slice(1))),
    )
    .replace(highlighted, '$1')
    .replace(fencedDiv, '$1div');
}

/** `%% for myself %%`, in lines of its own. */
const asides = /^%%[^\n%]*(?:\n(?!\n)[^\n%]*)*%%[^\S\n]*$/gm;
/** `> [!NOTE] Let op` */
const callout = /^((?:[ \t]{0,3}>)+[ \t]?)\[![a-z]{1,20}\][+-]?[ \t]*([^\n]*)$/gim;
/** `![[kanaal.png]]` */
const embedded = /!\[\[[^[\]\n]{1,200}\]\]/g;
/** `[[Kanaal]]`, `[[kanaal#Sluis|de sluis]]`; in `[[1]](…)` a number stands in a link. */
const wikiLink = /\[\[([^[\]|\n]{1,200})(?:\|([^[\]|\n]{1,200}))?\]\](?![([])/g;
/** `==belangrijk==` */
const highlighted = /(?<![=\w])==(?=[^\s=])([^=\n]{1,300})(?<=[^\s=])==(?![=\w])/g;
/** `::: {.callout-note}` */
const fencedDiv = /^([ \t]*:{3,})[ \t]*\{[^{}\n]*\}[ \t]*:*[ \t]*$/gm;
