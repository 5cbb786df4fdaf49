import type { Pair, Side } from '../parse/pair.ts';
import { indexTerms, type TermIndex } from './term-index.ts';
import type { Term } from './terms.ts';

/*
 * Which terms of one text have a counterpart in the other: in the sentences aligned with theirs,
 * beside those, or anywhere (a sentence may have been moved). Each term answers one other; what says
 * again something that is answered already counts neither way.
 */

/** From which text to which: what was lost is missing in the English, what was added in the Dutch. */
export type Direction = 'lost' | 'added';

/** A sentence of the text in question. */
export interface ScoredSentence {
  readonly side: Side;
  readonly terms: readonly Term[];
  /** For each of its terms the log-odds for having no counterpart: 0 where another took it. */
  readonly scores: readonly number[];
  /** Its place among the aligned sentences. */
  readonly bead: number;
}

const missing = 0;
const taken = 1;
const found = 2;
/** Of a term that occurs very often not all places are looked at. */
const maxLooked = 40;

/** The sentences of one text, and which of their terms the other text answers. */
export function scoreSentences(pair: Pair, direction: Direction): ScoredSentence[] {
  const [own, other] = direction === 'lost' ? (['nl', 'en'] as const) : (['en', 'nl'] as const);
  const sentences = pair[own].sentences();
  const index = indexTerms(pair[own]);
  const beads = beadsOf(sentences, pair.aligned(), own);
  const search = new Search(
    indexTerms(pair[other]),
    beadsOf(pair[other].sentences(), pair.aligned(), other),
  );
  const states = searchAll(index, beads, search, pair.aligned().length);
  return sentences.map((side, at) => {
    const [from, to] = [index.firstOf[at] ?? 0, index.firstOf[at + 1] ?? 0];
    const terms = index.terms.slice(from, to);
    const scores = terms.map(({ gain, loss }, place) => {
      const state = states[from + place] ?? missing;
      if (state === found) return -gain;
      return state === taken ? 0 : loss;
    });
    return { side, terms, scores, bead: beads[at] ?? 0 };
  });
}

/** For each sentence the aligned ones that it is part of. */
function beadsOf(
  sentences: readonly Side[],
  beads: readonly Pair[],
  own: 'nl' | 'en',
): readonly number[] {
  let bead = 0;
  return sentences.map(({ start }) => {
    while (bead < beads.length - 1 && !holds(beads[bead]?.[own], start)) bead += 1;
    return bead;
  });
}

const holds = (side: Side | undefined, start: number): boolean =>
  side !== undefined && side.tokens.length > 0 && start < side.start + Math.max(1, side.raw.length);

/** In its own place first: a sentence that has little of its own takes what the others leave. */
function searchAll(
  index: TermIndex,
  beads: readonly number[],
  search: Search,
  places: number,
): Uint8Array {
  const states = new Uint8Array(index.terms.length);
  const distances = places === 1 ? [0] : [0, 1, places];
  let order = beads.map((_, sentence) => sentence);
  if (order.length > 1)
    order = sortByShare(index, order, (term, at) => search.has(term, beads[at]));
  for (const distance of distances) {
    for (const sentence of order) {
      const end = index.firstOf[sentence + 1] ?? 0;
      for (let at = index.firstOf[sentence] ?? 0; at < end; at += 1) {
        const term = index.terms[at];
        if (states[at] === found || term === undefined) continue;
        states[at] = Math.max(states[at] ?? 0, search.take(term, beads[sentence] ?? 0, distance));
      }
    }
  }
  return states;
}

/** The sentences of which most is found come first. */
function sortByShare(
  index: TermIndex,
  sentences: readonly number[],
  isFound: (term: Term, sentence: number) => boolean,
): number[] {
  const shares = sentences.map((sentence) => {
    const terms = index.terms.slice(index.firstOf[sentence], index.firstOf[sentence + 1]);
    return terms.filter((term) => isFound(term, sentence)).length / Math.max(1, terms.length);
  });
  return sentences.toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
}

/** Looks terms up in the other text, and marks there what has answered one. */
class Search {
  readonly #index: TermIndex;
  readonly #beads: readonly number[];
  readonly #isTaken: Uint8Array;

  constructor(index: TermIndex, beads: readonly number[]) {
    this.#index = index;
    this.#beads = beads;
    this.#isTaken = new Uint8Array(index.terms.length);
  }

  /** Takes the first counterpart within a distance that no other term has taken. */
  take({ keys }: Term, bead: number, distance: number): number {
    let state = missing;
    for (const key of keys) {
      let looked = 0;
      for (let at = this.#index.first(key); at >= 0; at = this.#index.next(at)) {
        looked += 1;
        if (looked > maxLooked) break;
        const term = this.#index.termAt(at);
        if (Math.abs(this.#beadOf(term) - bead) > distance) continue;
        if (this.#isTaken[term] === 0) {
          this.#isTaken[term] = 1;
          return found;
        }
        state = taken;
      }
    }
    return state;
  }

  /** Does the other text have the term in this place? */
  has({ keys }: Term, bead = 0): boolean {
    return keys.some((key) => {
      let looked = 0;
      for (
        let at = this.#index.first(key);
        at >= 0 && looked < maxLooked;
        at = this.#index.next(at)
      ) {
        if (this.#beadOf(this.#index.termAt(at)) === bead) return true;
        looked += 1;
      }
      return false;
    });
  }

  #beadOf(term: number): number {
    return this.#beads[this.#index.sentenceOf[term] ?? 0] ?? 0;
  }
}
