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
  readonly title: string | null;
  readonly source: string | undefined;
  readonly date: string | undefined;
  /** `author`, `section` and the like; undefined where there is nothing. */
  readonly meta: Readonly<Record<string, string>> | undefined;
  /** What the newspaper printed between headline and text. */
  readonly lead: string | undefined;
  /** The first line of the text, and the one after its last. */
  readonly from: number;
  readonly to: number;
}

const label =
  /^(?<key>byline|section|length|highlight|load-date|dateline|language|publication-type|pub-type|journal-code|document-type|graphic|subject|geographic|rubriek|sectie|lengte) ?:\s*(?<value>.*)$/i;
/** Those above the text. */
const headLabel = /^(?:byline|section|length|highlight|dateline|graphic|rubriek|sectie|lengte) ?:/i;
/** What no text has: the end of it, or what is below. */
const sureEnd =
  /^(?:(?:load-date|publication-type|pub-type|journal-code|document-type) ?:|end of document$)/i;
const rights =
  /^(?:(?:copyright|\(c\)|©) (?:©|\(c\)|\d{4})|©|all rights reserved\b|alle rechten voorbehouden\b)/i;
const bodyMark = /^body$/i;
const end = /^end of document$/i;
const countOf = /^(?:document )?\d+ (?:of|van) \d+(?: documents?)?$/i;
const edition = /^.{0,30}\bedit(?:ie|ion)\b.{0,20}$/i;
const wordCount = /^(?:length|lengte) ?:\s*\d+ (?:words|woorden|mots|wörter)\b/i;
const loadDate = /^load-date ?:/i;
/** What archives call the fields that others have too. */
const names: Readonly<Record<string, string>> = {
  byline: 'author',
  rubriek: 'section',
  sectie: 'section',
  lengte: 'length',
};

/**
 * Finds the parts of a page of a press archive, where it is one.
 *
 * @param lines of a text, or the blocks of a document; blank ones may be among them
 * @returns null for what is no such page
 * @throws TolkError `corpus.malformed` for several articles in one file
 * @example
 * findPressArchive(['NRC', '12 maart 2024 dinsdag', 'Brug open', 'LENGTH: 90 woorden', 'De brug …'], 'a.txt')?.title;
 */
export function findPressArchive(lines: readonly string[], name: string): PressArchivePage | null {
  const trimmed = lines.map((line) => line.trim());
  const count = (mark: RegExp): number => trimmed.filter((line) => mark.test(line)).length;
  const marks = [wordCount, loadDate, end].filter((mark) => count(mark) > 0).length;
  const labels = new Set(trimmed.map((line) => label.exec(line)?.groups?.['key']?.toLowerCase()));
  labels.delete(undefined);
  if (marks === 0 || marks + labels.size < 3) return null;
  const articles = Math.max(count(end), count(loadDate));
  if (articles > 1)
    throw new TolkError(
      'corpus.malformed',
      `${name}: these are ${articles} articles of a press archive; download each into a file of its own`,
    );
  return readPressArchive(trimmed);
}

/**
 * The parts of a page that is known to be a press archive's.
 *
 * @param given lines, or blocks
 */
export function readPressArchive(given: readonly string[]): PressArchivePage {
  const lines = given.map((line) => line.trim());
  const isLabel = (line: string) => headLabel.test(line) || rights.test(line);
  const first = lines.findIndex((line) => isLabel(line) || bodyMark.test(line));
  const head = readHead(lines.slice(0, Math.max(0, first)));
  const fields = readFields(lines, Math.max(0, first));
  const from = lines.findIndex((line, at) => at >= fields.end && !isNothing(line));
  const to = from < 0 ? lines.length : endOfText(lines, from);
  const { highlight, ...meta } = { ...fields.read, ...readFields(lines, to).read };
  return {
    ...head,
    lead: highlight,
    meta: Object.keys(meta).length === 0 ? undefined : meta,
    from: from < 0 ? lines.length : from,
    to,
  };
}

const isNothing = (line: string): boolean => line === '' || countOf.test(line);

/** Newer pages begin with the headline, older ones with the newspaper; in both the date comes after it. */
function readHead(lines: readonly string[]): Pick<PressArchivePage, 'title' | 'source' | 'date'> {
  const head = lines.filter((line) => !isNothing(line) && !edition.test(line));
  const dated = head.findIndex((line) => dateOf(line) !== undefined);
  const others = dated < 0 ? head : head.toSpliced(Math.max(0, dated - 1), dated > 0 ? 2 : 1);
  return {
    title: others.length === 0 ? null : others.join(' '),
    source: dated > 0 ? head[dated - 1] : undefined,
    date: dateOf(head[dated] ?? ''),
  };
}

/** `12 maart 2024 dinsdag`, `March 12, 2024 Tuesday 10:00 PM GMT`. */
function dateOf(line: string): string | undefined {
  const most = 60;
  if (line.length > most || !/\d{4}/.test(line)) return undefined;
  const taken = takeDate(line);
  return 'problem' in taken || taken.rest.split(' ').length > 4 ? undefined : taken.date;
}

/** The fields from a line on, and the line after them; one in capitals may be several lines. */
function readFields(
  lines: readonly string[],
  begin: number,
): { readonly read: Readonly<Record<string, string>>; readonly end: number } {
  const read: Record<string, string> = {};
  let open: string | undefined;
  for (let at = begin; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (bodyMark.test(line)) return { read, end: at + 1 };
    const field = fieldOf(line);
    if (field !== undefined) {
      read[field.name] ??= field.value;
      open = field.mayContinue ? field.name : undefined;
    } else if (isNothing(line) || rights.test(line) || end.test(line)) {
      open = undefined;
    } else if (open === undefined) {
      return { read, end: at };
    } else {
      read[open] = `${read[open]} ${line}`;
    }
  }
  return { read, end: lines.length };
}

function fieldOf(line: string) {
  const { key, value = '' } = label.exec(line)?.groups ?? {};
  if (key === undefined) return undefined;
  const own = key.toLowerCase();
  return { name: names[own] ?? own, value, mayContinue: value !== '' && key === key.toUpperCase() };
}

/** The line after the text: before the labels that are above its sure end, or above the last line. */
function endOfText(lines: readonly string[], from: number): number {
  const sure = lines.findIndex((line, at) => at >= from && sureEnd.test(line));
  let to = sure < 0 ? lines.length : sure;
  const isBelow = (line: string) => line === '' || label.test(line) || rights.test(line);
  while (to > from && isBelow(lines[to - 1] ?? '')) to -= 1;
  return to;
}
