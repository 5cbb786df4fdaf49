import { endsSentence, isFull } from './plain-text.ts';

/** A page's number, alone on its line. */
const pageNumber =
  /^[-–—\s]*(?:pagina|pag\.?|p\.|blz\.?|bladzijde|page)?\s*\d{1,4}(?:\s*(?:van|of|\/)\s*\d{1,4})?[-–—\s]*$/i;

/** What is longer is none, and would be looked at again and again. */
const longestPageNumber = 60;

/**
 * Takes the running heads and the page numbers out of text that has its pages divided by form feeds, and
 * joins the pages.
 *
 * @returns the text, and how many lines were left out
 */
export function joinPages(text: string): { readonly text: string; readonly leftOut: number } {
  if (!text.includes('\f')) return { text, leftOut: 0 };
  const pages = text.split('\f').flatMap((page) => (isFull(page) ? [page.split('\n')] : []));
  let leftOut = 0;
  // Some have the name of the newspaper in one line, and the number of the page in another.
  for (const edge of ['top', 'top', 'bottom', 'bottom'] as const) {
    const counts = new Map<string, number>();
    const edges = pages.map((page) => {
      const at = edgeIndex(page, edge);
      const key = keyOf(page[at] ?? '');
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { page, at, key };
    });
    for (const { page, at, key } of edges) {
      const isHead = key !== '' && (key === '#' || (counts.get(key) ?? 0) > 1);
      if (!isHead) continue;
      page.splice(at, 1);
      leftOut += 1;
    }
  }
  return { text: joinTexts(pages), leftOut };
}

function joinTexts(pages: ReadonlyArray<readonly string[]>): string {
  const joined: string[] = [];
  // Joined page by page, the text would be copied for each to see how it ends.
  let end = '';
  for (const page of pages) {
    const own = page
      .join('\n')
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .trimEnd();
    if (own === '') continue;
    if (end !== '') joined.push(endsSentence(end) ? '\n\n' : '\n');
    joined.push(own);
    end = `${end}\n${own}`.slice(-20);
  }
  return joined.join('');
}

function edgeIndex(page: readonly string[], edge: 'top' | 'bottom'): number {
  return edge === 'top' ? page.findIndex(isFull) : page.findLastIndex(isFull);
}

/** The same for a line that differs in its numbers alone; `#` for the number of a page. */
function keyOf(line: string): string {
  const text = line.trim();
  if (text === '') return '';
  if (text.length <= longestPageNumber && pageNumber.test(text)) return '#';
  return text.replace(/\s+/g, ' ').replace(/\d+/g, '0').toLowerCase();
}
