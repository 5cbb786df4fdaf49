import type { XmlElement } from './tree.ts';

/** Where the fields of an article are: paths, of which the first with something in it counts. */
type FieldPaths = Readonly<
  Partial<Record<'id' | 'title' | 'date' | 'source' | 'url' | 'author', readonly string[]>>
>;

/** A kind of XML that has articles in it. */
export interface Dialect {
  /** What people call it. */
  readonly name: string;
  /** Names of the outermost element. */
  readonly roots: readonly string[];
  /** Whether a document with such a root is of this kind. @default every one */
  readonly isOne?: (root: XmlElement) => boolean;
  /** The articles in a document. @default the document is one */
  readonly articles?: (root: XmlElement) => readonly XmlElement[];
  readonly fields: FieldPaths;
  /** Its date, where it is no text of one element. */
  readonly dateOf?: (article: XmlElement) => string | undefined;
  /** The text of an article, as HTML. */
  readonly toHtml: (article: XmlElement) => string;
  /** Why there may be no text in one, and what to do. */
  readonly emptyBecause?: string;
}
