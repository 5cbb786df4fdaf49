/**
 * What GitHub, Obsidian and Pandoc write beside the standard, as the standard has it.
 *
 * @param text of a document, without code between fences
 */
export function withoutHabits(text: string): string {
  return text
    .replace(asides, '')
    .replace(callout, (_, quote: string, title: string) =>
      title === '' ? quote : `${quote}${title}\n${quote}`,
    )
    .replace(embedded, '')
    .replace(wikiLink, (whole, page: string, label?: string) =>
      /^\d+$/.test(page) ? whole : (label ?? page.replace(/#.*/, '')),
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
const wikiLink = /\[\[([^[\]|\n]{1,200})(?:\|([^[\]|\n]{1,200}))?\]\](?!\()/g;
/** `==belangrijk==` */
const highlighted = /(?<![=\w])==(?=[^\s=])([^=\n]{1,300})(?<=[^\s=])==(?![=\w])/g;
/** `::: {.callout-note}` */
const fencedDiv = /^([ \t]*:{3,})[ \t]*\{[^{}\n]*\}[ \t]*:*[ \t]*$/gm;
