import { plural } from '../plural.ts';

/*
 * What a reader guessed, repaired or left out: nothing is changed in silence. One line a kind is said,
 * however many there are.
 */

/** What may be said of so many of each kind. */
const phrases = {
  'not-read': (count: number) => `${plural(count, 'file')} not read`,
  'front-matter': (count: number) =>
    `${plural(count, 'field')} of front matter not valid, read as plain text`,
  'date-kept': (count: number) =>
    `${plural(count, 'date')} could not be read; kept as meta, and the articles are read`,
  'month-first': (count: number) =>
    `${plural(count, 'file')} with dates that are month first, and read so (--date-order dmy says otherwise)`,
  'date-unclear': (count: number) =>
    `${plural(count, 'date')} of which the day or the month may be first, kept as meta (--date-order mdy or dmy says which)`,
  'date-order-late': (count: number) =>
    `${plural(count, 'file')} with dates in another order than those of its first records, as which all are read that may be either (--date-order mdy or dmy says which)`,
  'bad-bytes': (count: number) =>
    `${plural(count, 'text')} in UTF-8 with bytes that are none; those were read as Windows-1252, or left out at the end`,
  encoding: (count: number) =>
    `${plural(count, 'text')} in an encoding that nothing names, told by the letters in Dutch words ` +
    '(--encoding says otherwise)',
  entities: (count: number) =>
    `${plural(count, 'text')} with entities of HTML (&eacute;), read as letters`,
  mojibake: (count: number) =>
    `${plural(count, 'article')} with letters that were decoded wrongly before (cafÃ©), repaired`,
  'field-left-out': (count: number) =>
    `${plural(count, 'field')} too long for meta ${count === 1 ? 'was' : 'were'} left out`,
  attachment: (count: number) => `${plural(count, 'attachment')} not read`,
  'mail-left-out': (count: number) => `${plural(count, 'part')} of messages left out`,
  'table-left-out': (count: number) =>
    `${plural(count, 'sheet or table', 'sheets or tables')} without articles not read`,
  'page-furniture': (count: number) =>
    `running heads and page numbers of ${plural(count, 'document')} left out`,
  columns: (count: number) =>
    `${plural(count, 'text')} in columns side by side, read one after another`,
  'record-left-out': (count: number) => `${plural(count, 'record')} that are no pages left out`,
  'beside-article': (count: number) =>
    `${plural(count, 'part')} of pages ${count === 1 ? 'is' : 'are'} beside the article, left out`,
  'not-published': (count: number) =>
    `${plural(count, 'item')} of an export ${count === 1 ? 'is' : 'are'} no published post or page, left out`,
  'short-paragraphs': (count: number) =>
    `${plural(count, 'page')} of many short paragraphs: more than the article may be in the text`,
  'no-header': (count: number) =>
    `${plural(count, 'table')} without a row of names: columns are 1, 2, … (--map body=2)`,
  'line-over-table': (count: number) =>
    `${plural(count, 'line')} over ${count === 1 ? 'a table' : 'tables'} left out`,
  'same-columns': (count: number) =>
    `${plural(count, 'table')} with columns of one name: the second is name_2`,
  'raw-quotes': (count: number) =>
    `${plural(count, 'row')} of TSV with quotation marks that are text`,
  unpublished: (count: number) =>
    `${plural(count, 'draft, or what is else not published,', 'drafts and the like, not published,')} left out (--no-guess keeps them)`,
  'no-records': (count: number) => `${plural(count, 'value')} with nothing where --records says`,
  'id-kept': (count: number) =>
    `${plural(count, 'id')} with white space or too long; kept as meta given_id`,
  redirect: (count: number) =>
    `${plural(count, 'document')} without a text, pointing to another page, left out`,
  'put-beside': (count: number) =>
    `${plural(count, 'introduction or caption field', 'introduction or caption fields')} translated with the text`,
} as const satisfies Record<string, (count: number) => string>;

/** The kind of a note. */
export type NoteKind = keyof typeof phrases;

/** Something that a reader guessed, repaired or left out. */
export interface Note {
  /** What kind of thing it is. */
  readonly kind: NoteKind;
  /** Where, as messages call it: `corpus.jsonl.gz:12`. */
  readonly place: string;
  /** What exactly, in a few words and without the article's text: `"12 foo"`, `.docx`. */
  readonly detail?: string | undefined;
}

/** Receives what a reader has to say of an entry. */
export type NoteListener = (note: Note) => void;

/** Notes of one kind. */
export interface NoteCount {
  readonly kind: NoteKind;
  readonly count: number;
  /** The first of them. */
  readonly first: Note;
  /** How often each detail was given, for as many of them as a line can hold. */
  readonly details: ReadonlyMap<string, number>;
}

/** More are no line. */
const shownDetails = 8;

/** Counts notes by kind. */
export class NoteTally {
  readonly #counts = new Map<NoteKind, NoteCount>();

  /** Counts one more. */
  add(note: Note): void {
    const { kind, detail = '' } = note;
    const known = this.#counts.get(kind);
    const details = new Map(known?.details);
    if (details.has(detail) || details.size < shownDetails)
      details.set(detail, (details.get(detail) ?? 0) + 1);
    const count = (known?.count ?? 0) + 1;
    this.#counts.set(kind, { kind, count, first: known?.first ?? note, details });
  }

  /** All kinds there were, in the order of their first. */
  counts(): NoteCount[] {
    return [...this.#counts.values()];
  }

  /** A line a kind, for people. */
  lines(): string[] {
    return this.counts().map(describeNotes);
  }
}

/** Of these all details are told, since each is a kind of its own. */
const tallied: ReadonlySet<NoteKind> = new Set(['not-read', 'beside-article', 'not-published']);

/** True for kinds of which every detail is counted, and not only the first told. */
export function isTallied(kind: NoteKind): boolean {
  return tallied.has(kind);
}

/** Where something was noted, and what it was there. */
export function describeWhere({ place, detail }: Note): string {
  return detail === undefined ? place : `${place}: ${detail}`;
}

/** Says of one kind how many there were, and where the first is. */
export function describeNotes({ kind, count, first, details }: NoteCount): string {
  return describe(kind, { count, first: describeWhere(first), details: [...details] });
}

/** Notes of a kind as a batch keeps them. */
interface StoredNotes {
  readonly count: number;
  readonly first: string | null;
  readonly details: Readonly<Record<string, number>>;
}

/** Says of all kinds that a batch has kept how many there were, a line each. */
export function describeStoredNotes(notes: Readonly<Record<string, StoredNotes>>): string[] {
  return Object.entries(notes).map(([kind, stored]) => {
    const { count, first } = stored;
    // Another version of Tolk may have kinds of its own.
    if (!isKind(kind)) return `${kind}: ${count}${first === null ? '' : ` (first ${first})`}`;
    return describe(kind, { count, first, details: Object.entries(stored.details) });
  });
}

function isKind(kind: string): kind is NoteKind {
  return Object.hasOwn(phrases, kind);
}

interface Described {
  readonly count: number;
  readonly first: string | null;
  readonly details: ReadonlyArray<readonly [detail: string, count: number]>;
}

function describe(kind: NoteKind, { count, first, details }: Described): string {
  const what = phrases[kind](count);
  if (tallied.has(kind)) {
    const endings = details.toSorted(([, a], [, b]) => b - a);
    return `${what}: ${endings.map(([ending, of]) => `${of} ${ending}`).join(', ')}`;
  }
  if (first === null) return what;
  return `${what} (${count === 1 ? '' : 'first '}${first})`;
}
