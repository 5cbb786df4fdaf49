import type { Text } from '../parse/text.ts';
import type { Term } from './terms.ts';

/** A text, its sentences and its terms. */
export interface TextInSentences extends Text {
  sentences(): readonly TextInSentences[];
  terms(): readonly Term[];
}

/** The terms of all sentences of a text. */
export interface TermList {
  readonly terms: readonly Term[];
  /** The sentence of each term. */
  readonly sentenceOf: Int32Array;
  /** For each sentence, and after the last: its first term. */
  readonly firstOf: Int32Array;
  /** For each term, and after the last: where its links begin. */
  readonly linksOf: Int32Array;
  /** Terms of the other text that it may render. */
  readonly links: Int32Array;
}

/** Which terms of two texts may render each other. */
export interface Links {
  readonly nl: TermList;
  readonly en: TermList;
}

/** In texts of more terms only those at about the same place are linked. */
const wholeUpTo = 1500;
const minWindow = 400;
const maxWindow = 4000;

/** Links the terms of two texts. */
export function linkTerms(nl: TextInSentences, en: TextInSentences): Links {
  const dutch = listTerms(nl);
  const english = listTerms(en);
  const [from, to] = findLinks(dutch.terms, english.terms);
  return {
    nl: { ...dutch, ...sortLinks(from, to, dutch.terms.length) },
    en: { ...english, ...sortLinks(to, from, english.terms.length) },
  };
}

function listTerms(text: TextInSentences): Pick<TermList, 'terms' | 'sentenceOf' | 'firstOf'> {
  const sentences = text.sentences().map((sentence) => sentence.terms());
  const terms = sentences.length === 1 ? (sentences[0] ?? []) : sentences.flat();
  const sentenceOf = new Int32Array(terms.length);
  const firstOf = new Int32Array(sentences.length + 1);
  let at = 0;
  for (const [sentence, own] of sentences.entries()) {
    firstOf[sentence] = at;
    sentenceOf.fill(sentence, at, at + own.length);
    at += own.length;
  }
  firstOf[sentences.length] = at;
  return { terms, sentenceOf, firstOf };
}

/** All pairs of terms that share a key. */
function findLinks(
  dutch: readonly Term[],
  english: readonly Term[],
): readonly [from: readonly number[], to: readonly number[]] {
  const places = new Places(english);
  const [from, to]: [number[], number[]] = [[], []];
  const window = windowFor(dutch.length, english.length);
  const ratio = english.length / Math.max(1, dutch.length);
  const lastFor = new Int32Array(english.length).fill(-1);
  for (const [at, { keys }] of dutch.entries()) {
    for (const key of keys) {
      for (let place = places.first(key); place >= 0; place = places.next(place)) {
        const term = places.termAt(place);
        if (lastFor[term] === at || Math.abs(term - at * ratio) > window) continue;
        lastFor[term] = at;
        from.push(at);
        to.push(term);
      }
    }
  }
  return [from, to];
}

function windowFor(dutch: number, english: number): number {
  if (Math.max(dutch, english) <= wholeUpTo) return Number.POSITIVE_INFINITY;
  return Math.min(maxWindow, minWindow + Math.abs(dutch - english));
}

/** The links by the terms they begin at. */
function sortLinks(
  from: readonly number[],
  to: readonly number[],
  terms: number,
): Pick<TermList, 'linksOf' | 'links'> {
  const linksOf = new Int32Array(terms + 1);
  for (const term of from) linksOf[term + 1] = (linksOf[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms; term += 1)
    linksOf[term + 1] = (linksOf[term + 1] ?? 0) + (linksOf[term] ?? 0);
  const links = new Int32Array(from.length);
  const filled = linksOf.slice();
  for (const [at, term] of from.entries()) {
    const place = filled[term] ?? 0;
    links[place] = to[at] ?? 0;
    filled[term] = place + 1;
  }
  return { linksOf, links };
}

/** Where each key is: the first place of each key, and after every place the next of the same key. */
class Places {
  readonly #first = new Map<string, number>();
  readonly #next: number[] = [];
  readonly #term: number[] = [];

  constructor(terms: readonly Term[]) {
    // From the end, so that what is read first comes first.
    for (let term = terms.length - 1; term >= 0; term -= 1) {
      for (const key of terms[term]?.keys ?? []) {
        this.#next.push(this.#first.get(key) ?? -1);
        this.#first.set(key, this.#term.length);
        this.#term.push(term);
      }
    }
  }

  first(key: string): number {
    return this.#first.get(key) ?? -1;
  }

  next(place: number): number {
    return this.#next[place] ?? -1;
  }

  termAt(place: number): number {
    return this.#term[place] ?? 0;
  }
}
