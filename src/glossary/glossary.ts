import { createHash } from 'node:crypto';
import { institutions } from './institutions.ts';

/** A term with a fixed English rendering. */
export interface Term {
  /** The Dutch term. */
  readonly nl: string;
  /** The rendering asked for. */
  readonly en: string;
  /** Others that are right as well. */
  readonly also: readonly string[];
  /** For the translator: when it holds, what it is. */
  readonly note: string | null;
  /** What a reader abroad may need at first mention. */
  readonly gloss: string | null;
  /** Capitals count. */
  readonly exactCase: boolean;
  /** Given by the user, so that it must be used. */
  readonly own: boolean;
}

/** Terms, found by the words they begin with. */
export interface Glossary {
  /** Terms that occur in the text, each once; where one lies in another, the longer one. */
  termsIn(text: string): Term[];
}

/**
 * The version of the terms that bear on a text: the same as long as those are, whatever else
 * changes.
 */
export function glossaryVersion(terms: readonly Term[]): string | null {
  if (terms.length === 0) return null;
  const lines = terms.map(({ nl, en, also, note, gloss }) =>
    JSON.stringify([nl, en, also, note, gloss]),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('base64url').slice(0, 8);
}

interface TermWords {
  readonly term: Term;
  readonly words: readonly string[];
}

/** A glossary of the user's terms, before the built-in ones. */
export function createGlossary(own: readonly Term[] = []): Glossary {
  const index = indexTerms([...own, ...builtInExcept(own)]);
  return {
    termsIn(text) {
      const words = wordsOf(text);
      const lower = words.map((word) => word.toLowerCase());
      const found = new Set<Term>();
      for (let at = 0; at < words.length; ) {
        const hit = longestAt(index, { words, lower, at });
        if (hit) found.add(hit.term);
        at += hit?.words.length ?? 1;
      }
      return [...found];
    },
  };
}

/** The built-in terms that the user does not translate otherwise. */
function builtInExcept(own: readonly Term[]): Term[] {
  const taken = new Set(own.map(({ nl }) => nl.toLowerCase()));
  return builtIn.filter(({ nl }) => !taken.has(nl.toLowerCase()));
}

/** Terms by their words, one after another: a glossary may have thousands that begin alike. */
interface Index {
  /** Those that end here. */
  readonly terms: TermWords[];
  /** Those that continue, by the next word in lower case. */
  readonly next: Map<string, Index>;
}

const emptyIndex = (): Index => ({ terms: [], next: new Map() });

function indexTerms(terms: readonly Term[]): Index {
  const root = emptyIndex();
  for (const term of terms) {
    const words = wordsOf(term.nl);
    let index = root;
    for (const word of words) {
      const next = index.next.get(word.toLowerCase()) ?? emptyIndex();
      index.next.set(word.toLowerCase(), next);
      index = next;
    }
    index.terms.push({ term, words });
  }
  return root;
}

/** A place in a text, in words as they are written and in lower case. */
interface Place {
  readonly words: readonly string[];
  readonly lower: readonly string[];
  readonly at: number;
}

/** The longest term that begins here; of equal ones the first. */
function longestAt(root: Index, place: Place): TermWords | undefined {
  let longest: TermWords | undefined;
  let index: Index | undefined = root;
  for (let at = place.at; index !== undefined; at += 1) {
    index = index.next.get(place.lower[at] ?? '');
    longest = index?.terms.find((term) => isWrittenAt(place, term)) ?? longest;
  }
  return longest;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\d]+(?:[-'’][\p{L}\d]+)*/gu) ?? [];
}

/** Where its words stand in any case, does it stand as it must? */
function isWrittenAt({ words: text, at }: Place, { term, words }: TermWords): boolean {
  return !term.exactCase || words.every((word, step) => text[at + step] === word);
}

/** Names and abbreviations are found as they are written, other terms in any case. */
function readTerm(line: string): Term {
  const at = line.indexOf('=');
  const nl = line.slice(0, at);
  const { renderings = '', gloss = null } =
    /^(?<renderings>[^(]+?)(?: \((?<gloss>.+)\))?$/.exec(line.slice(at + 1))?.groups ?? {};
  const [en = '', ...also] = renderings.split('|');
  return { nl, en, also, note: null, gloss, exactCase: /\p{Lu}/u.test(nl), own: false };
}

/** The terms Tolk knows by itself. */
const builtIn: readonly Term[] = institutions.trim().split('\n').map(readTerm);
