import { readDate } from '../../article/date.ts';
import type { TextBlock } from '../../article/layout.ts';
import { htmlToBlocks, plainText } from '../html.ts';

/** A document as HTML: its text, and the lines that its styles call author and date. */
interface DocumentHtml {
  readonly blocks: readonly TextBlock[];
  readonly bylines: readonly string[];
}

/** Reads HTML that was made of a document; `p.byline` says who wrote it, and when. */
export function readDocumentHtml(html: string, name: string): DocumentHtml {
  const bylines: string[] = [];
  const own = html.replace(/<p class="byline">([^<]{0,200})<\/p>/g, (_, text: string) => {
    bylines.push(plainText(text).trim());
    return '';
  });
  return { blocks: htmlToBlocks(own, name), bylines };
}

/** What lines of a byline say: a date, or else who wrote it. */
export function bylineFields(bylines: readonly string[]): {
  readonly date?: string;
  readonly author?: string;
} {
  const isDate = (line: string): boolean => 'date' in readDate(line);
  const date = bylines.find(isDate);
  const authors = bylines.filter((line) => line !== '' && !isDate(line));
  return {
    ...(date === undefined ? {} : { date }),
    ...(authors.length === 0 ? {} : { author: authors.join(', ') }),
  };
}
