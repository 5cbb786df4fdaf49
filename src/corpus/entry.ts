import type { PrepareOptions } from '../article/prepare.ts';
import type { Article } from '../article/schema.ts';
import type { TolkError } from '../errors.ts';
import type { NoteListener } from './notes.ts';
import type { PdfThreads } from './read/pdf-threads.ts';

/**
 * One entry of a corpus: a line, a row, an element, a file. It is parsed only when it is loaded, so
 * that a resumed run skips cheaply.
 */
export interface CorpusEntry {
  /** Where it is, as messages call it: `corpus.jsonl.gz:12`, `news.zip/a.txt`. */
  readonly place: string;
  /**
   * Parses it.
   *
   * @throws TolkError `article.*` or `corpus.*`, with the place, for one that is no article
   */
  load(): Promise<Article>;
  /** Of a record: looks at what says how others of its file are to be read. */
  readonly look?: () => void;
}

/** Makes an entry that cannot be loaded, for the reason given. */
export function failedEntry(place: string, problem: TolkError): CorpusEntry {
  // It says nothing of the others, and those behind it are looked at all the same.
  return { place, load: () => Promise.reject(problem), look: () => {} };
}

/** Which field of a record is which: Tolk's name of a field → the corpus's, as a path. */
export type FieldMap = Readonly<Partial<Record<FieldName, string>>>;

/** The fields an article has. */
export const fieldNames = ['id', 'title', 'body', 'date', 'source', 'url'] as const;

/** A field an article has. */
export type FieldName = (typeof fieldNames)[number];

/** How entries become articles. */
export interface ReadOptions {
  /** How large an article may be, and how strict its reading. @default 200,000 bytes and 2,000 segments */
  readonly limits: PrepareOptions;
  /** Fields named by the user; they win over guesses. @default none */
  readonly map: FieldMap;
  /**
   * Guess fields by common names, or take only those that are mapped or have Tolk's own names.
   *
   * @default 'common'
   */
  readonly guess: 'common' | 'none';
  /**
   * Where the articles are: in each JSON value (`db[].data.posts`), or the table or sheet that has them.
   *
   * @default found by their texts
   */
  readonly records?: string | undefined;
  /** The first row of CSV has the names of columns, or is an article. @default what it looks like */
  readonly header?: 'first-row' | 'none' | undefined;
  /** Called once for each file, with the field chosen for each of Tolk's. */
  readonly onFields: (file: string, fields: FieldMap) => void;
  /** Called with what is guessed, repaired or left out in an entry, when it is loaded. */
  readonly onNote: NoteListener;
}

/** The bytes of one file, streaming; `path` is set where it can be read from any offset. */
export interface ByteSource {
  readonly name: string;
  readonly path: string | undefined;
  bytes(): AsyncIterable<Uint8Array>;
}

/** Reads one member of an archive as a file of its own. */
export type ReadMember = (member: ByteSource) => AsyncIterable<CorpusEntry>;

/** What a reader is given beside how entries become articles. */
export interface ReaderOptions extends ReadOptions {
  /** Threads that read PDFs, kept from one file to the next. @default one for each PDF */
  readonly pdfThreads?: PdfThreads | undefined;
}
