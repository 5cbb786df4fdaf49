import type { Text } from '../parse/text.ts';
import { boundNumbers } from './key-numbers.ts';
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
  readonly sentenceOf: readonly number[];
  /** For each sentence, and after the last: its first term. */
  readonly firstOf: readonly number[];
  /** For each term, and after the last: where its links begin. */
  readonly linksOf: readonly number[];
  /** Terms of the other text that it may render. */
  readonly links: readonly number[];
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
  const ofDutch = findLinks(dutch.terms, english.terms);
  return {
    nl: { ...dutch, ...ofDutch },
    en: { ...english, ...turnRound(ofDutch, english.terms.length) },
  };
}

function listTerms(text: TextInSentences): Pick<TermList, 'terms' | 'sentenceOf' | 'firstOf'> {
  const sentences = text.sentences();
  const [only] = sentences;
  if (only !== undefined && sentences.length === 1) {
    const terms = only.terms();
    return {
      terms,
      sentenceOf: new Array<number>(terms.length).fill(0),
      firstOf: [0, terms.length],
    };
  }
  const terms: Term[] = [];
  const sentenceOf: number[] = [];
  const firstOf: number[] = [0];
  for (let sentence = 0; sentence < sentences.length; sentence += 1) {
    for (const term of sentences[sentence]?.terms() ?? []) {
      terms.push(term);
      sentenceOf.push(sentence);
    }
    firstOf.push(terms.length);
  }
  return { terms, sentenceOf, firstOf };
}

type LinksOfTerms = Pick<TermList, 'linksOf' | 'links'>;

/** For each Dutch term the English ones that share a key. */
function findLinks(dutch: readonly Term[], english: readonly Term[]): LinksOfTerms {
  boundNumbers();
  places.add(english);
  const links: number[] = [];
  const linksOf: number[] = [0];
  const window = windowFor(dutch.length, english.length);
  const ratio = english.length / Math.max(1, dutch.length);
  for (let at = 0; at < dutch.length; at += 1) {
    places.begin();
    for (const key of dutch[at]?.list.numbers() ?? []) {
      for (let place = places.first(key); place > 0; place = places.next(place)) {
        const term = places.termAt(place);
        if (Math.abs(term - at * ratio) <= window && places.isNew(term)) links.push(term);
      }
    }
    linksOf.push(links.length);
  }
  places.remove(english);
  return { linksOf, links };
}

function windowFor(dutch: number, english: number): number {
  if (Math.max(dutch, english) <= wholeUpTo) return Number.POSITIVE_INFINITY;
  return Math.min(maxWindow, minWindow + Math.abs(dutch - english));
}

/** The same links by the terms of the other text. */
function turnRound({ linksOf, links }: LinksOfTerms, terms: number): LinksOfTerms {
  const starts = new Array<number>(terms + 1).fill(0);
  for (const term of links) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms; term += 1)
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const turned = new Array<number>(links.length).fill(0);
  const filled = starts.slice();
  for (let own = 0; own < linksOf.length - 1; own += 1) {
    const end = linksOf[own + 1] ?? 0;
    for (let at = linksOf[own] ?? 0; at < end; at += 1) {
      const term = links[at] ?? 0;
      const place = filled[term] ?? 0;
      turned[place] = own;
      filled[term] = place + 1;
    }
  }
  return { linksOf: starts, links: turned };
}

/**
 * Where each key is: the first place of each key, and after every place the next of the same key.
 * There is one, which grows and is used again and again.
 */
class Places {
  /** By key; 0 for none. */
  readonly #first: number[] = [];
  readonly #next: number[] = [0];
  readonly #term: number[] = [0];
  /** By term: the search that found it last. */
  readonly #foundBy: number[] = [];
  #search = 0;

  add(terms: readonly Term[]): void {
    let place = 0;
    // From the end, so that what is read first comes first.
    while (this.#foundBy.length < terms.length) this.#foundBy.push(0);
    for (let term = terms.length - 1; term >= 0; term -= 1) {
      for (const key of terms[term]?.list.numbers() ?? []) {
        while (this.#first.length <= key) this.#first.push(0);
        place += 1;
        this.#next[place] = this.#first[key] ?? 0;
        this.#term[place] = term;
        this.#first[key] = place;
      }
    }
  }

  /** What was added last. */
  remove(terms: readonly Term[]): void {
    for (const term of terms) for (const key of term.list.numbers()) this.#first[key] = 0;
  }

  /** Begins a search. */
  begin(): void {
    this.#search += 1;
  }

  /** Did this search not find the term yet? */
  isNew(term: number): boolean {
    if (this.#foundBy[term] === this.#search) return false;
    this.#foundBy[term] = this.#search;
    return true;
  }

  first(key: number): number {
    return this.#first[key] ?? 0;
  }

  next(place: number): number {
    return this.#next[place] ?? 0;
  }

  termAt(place: number): number {
    return this.#term[place] ?? 0;
  }
}

const places = new Places();
