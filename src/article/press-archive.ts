import { TolkError } from '../errors.ts';
import { takeDate } from './date.ts';

/*
 * Articles as press archives hand them out (LexisNexis, Nexis Uni), as plain text or as a document of
 * Word: headline, newspaper and date on lines of their own in either order, then lines such as
 * `SECTION: Binnenland; Blz. 4` and `LENGTH: 512 woorden`, in newer ones `Body`; below the text
 * `LOAD-DATE: 13 maart 2024`, or `End of Document`.
 */

/** What such a page says besides its text, and which of its lines are the text. */
export interface PressArchivePage {
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly date: string | undefined;
  readonly meta: Readonly<Record<string, string>>;
  /** What the newspaper printed between headline and text. */
  readonly lead: string | undefined;
  /** The first line of the text, and the one after its last. */
  readonly from: number;
  readonly to: number;
}

const label =
  /^(?<key>byline|section|length|highlight|load-date|dateline|language|publication-type|pub-type|journal-code|document-type|graphic|subject|person|company|country|city|state|organization|industry|geographic|update|rubriek|sectie|lengte) ?:\s*(?<value>.*)$/i;
/** Those above the text. */
const headLabel = /^(?:byline|section|length|highlight|dateline|graphic|rubriek|sectie|lengte) ?:/i;
const rights = /^(?:copyright\b|©|all rights reserved\b|alle rechten voorbehouden\b)/i;
const bodyMark = /^body$/i;
const end = /^end of document$/i;
const countOf = /^(?:document )?\d+ of \d+ documents?$/i;
const wordCount = /^(?:length|lengte) ?:\s*\d+ (?:words|woorden|mots|wörter)\b/i;
const highlight = /^highlight ?:\s*(.+)$/i;
const loadDate = /^load-date ?:/i;
/** Kept beside the article, by the names that archives give it. */
const kept: Readonly<Record<string, string>> = {
  byline: 'author',
  section: 'section',
  rubriek: 'section',
  sectie: 'section',
  dateline: 'dateline',
  graphic: 'graphic',
};

/**
 * Finds the parts of a page of a press archive.
 *
 * @param lines of a text, or the blocks of a document; blank ones may be among them
 * @returns null for what is no such page
 * @throws TolkError `corpus.malformed` for several articles in one file
 * @example
 * readPressArchive(['NRC', '12 maart 2024 dinsdag', 'Brug open', 'LENGTH: 90 woorden', 'De brug …'], 'a.txt')?.title;
 */
export function readPressArchive(lines: readonly string[], name: string): PressArchivePage | null {
  const ends = (mark: RegExp): number => lines.filter((line) => mark.test(line)).length;
  const marks = [wordCount, loadDate, end].filter((mark) => ends(mark) > 0).length;
  const labels = new Set(lines.map((line) => label.exec(line)?.groups?.['key']?.toLowerCase()));
  labels.delete(undefined);
  if (marks === 0 || marks + labels.size < 3) return null;
  const count = Math.max(ends(end), ends(loadDate), ends(countOf));
  if (count > 1)
    throw new TolkError(
      'corpus.malformed',
      `${name}: these are ${count} articles of a press archive; download each into a file of its own`,
    );
  return readPage(lines);
}

function readPage(lines: readonly string[]): PressArchivePage {
  const isLabel = (line: string) =>
    headLabel.test(line) || rights.test(line) || bodyMark.test(line);
  const isBelow = (line: string) => label.test(line) || end.test(line) || rights.test(line);
  const isNothing = (line: string) => line === '' || countOf.test(line);
  const firstLabel = lines.findIndex(isLabel);
  const head = lines
    .slice(0, firstLabel)
    .filter((line) => !isNothing(line))
    .map((line) => ({ line, date: dateOf(line) }));
  const dated = head.findIndex(({ date }) => date !== undefined);
  const source = dated > 0 ? head[dated - 1]?.line : undefined;
  // Newer pages begin with the headline, older ones with the newspaper.
  const others = head.filter((_, at) => at !== dated && at !== dated - 1);
  const title = others.map(({ line }) => line).join(' ');
  let from = Math.max(0, firstLabel);
  while (from < lines.length && (isLabel(lines[from] ?? '') || isNothing(lines[from] ?? '')))
    from += 1;
  const tail = lines.findIndex((line, at) => at >= from && isBelow(line));
  return {
    title: title === '' ? undefined : title,
    source,
    date: head[dated]?.date,
    meta: metaOf(lines),
    lead: lines.map((line) => highlight.exec(line)?.[1]).find((text) => text),
    from,
    to: tail < 0 ? lines.length : tail,
  };
}

/** `12 maart 2024 dinsdag`, `March 12, 2024 Tuesday 10:00 PM GMT`. */
function dateOf(line: string): string | undefined {
  const most = 60;
  if (line.length > most || !/\d{4}/.test(line)) return undefined;
  const taken = takeDate(line);
  return 'problem' in taken || taken.rest.split(' ').length > 4 ? undefined : taken.date;
}

function metaOf(lines: readonly string[]): Record<string, string> {
  const meta: Record<string, string> = {};
  for (const line of lines) {
    const { key = '', value = '' } = label.exec(line)?.groups ?? {};
    const own = kept[key.toLowerCase()];
    if (own !== undefined && value.trim() !== '') meta[own] ??= value.trim();
  }
  return meta;
}
