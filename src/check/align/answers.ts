import type { Pair, Side } from '../parse/pair.ts';
import type { TermList } from './links.ts';
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
/** The sentences of one text, and which of their terms the other text answers. */
export function scoreSentences(pair: Pair, direction: Direction): ScoredSentence[] {
  const [own, other] = direction === 'lost' ? (['nl', 'en'] as const) : (['en', 'nl'] as const);
  const sentences = pair[own].sentences();
  const links = pair.links();
  const index = links[own];
  const beads = beadsOf(sentences, pair.aligned(), own);
  const othersBeads = beadsOf(pair[other].sentences(), pair.aligned(), other);
  const beadOf = (term: number): number => othersBeads[links[other].sentenceOf[term] ?? 0] ?? 0;
  const search = new Search(index, links[other].terms.length, beadOf);
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
  list: TermList,
  beads: readonly number[],
  search: Search,
  places: number,
): Uint8Array {
  const states = new Uint8Array(list.terms.length);
  const sentences = beads.map((_, sentence) => sentence);
  const order =
    sentences.length === 1
      ? sentences
      : sortByShare(list, sentences, (term, sentence) => search.has(term, beads[sentence]));
  for (const distance of places === 1 ? [0] : [0, 1, places]) {
    for (const sentence of order) {
      const end = list.firstOf[sentence + 1] ?? 0;
      for (let term = list.firstOf[sentence] ?? 0; term < end; term += 1) {
        if (states[term] === found) continue;
        const state = search.take(term, beads[sentence] ?? 0, distance);
        states[term] = Math.max(states[term] ?? missing, state);
      }
    }
  }
  return states;
}

/** The sentences of which most is found come first. */
function sortByShare(
  { firstOf }: TermList,
  sentences: readonly number[],
  isFound: (term: number, sentence: number) => boolean,
): number[] {
  const shares = sentences.map((sentence) => {
    const [from, to] = [firstOf[sentence] ?? 0, firstOf[sentence + 1] ?? 0];
    let own = 0;
    for (let term = from; term < to; term += 1) own += Number(isFound(term, sentence));
    return own / Math.max(1, to - from);
  });
  return sentences.toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
}

/** Looks terms up in the other text, and marks there what has answered one. */
class Search {
  readonly #own: TermList;
  readonly #beadOf: (term: number) => number;
  readonly #isTaken: Uint8Array;

  constructor(own: TermList, others: number, beadOf: (term: number) => number) {
    this.#own = own;
    this.#beadOf = beadOf;
    this.#isTaken = new Uint8Array(others);
  }

  /** Takes the first counterpart within a distance that no other term has taken. */
  take(term: number, bead: number, distance: number): number {
    const { links, linksOf } = this.#own;
    let state = missing;
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1) {
      const other = links[at] ?? 0;
      if (Math.abs(this.#beadOf(other) - bead) > distance) continue;
      if (this.#isTaken[other] === 0) {
        this.#isTaken[other] = 1;
        return found;
      }
      state = taken;
    }
    return state;
  }

  /** Does the other text have the term in this place? */
  has(term: number, bead = 0): boolean {
    const { links, linksOf } = this.#own;
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1)
      if (this.#beadOf(links[at] ?? 0) === bead) return true;
    return false;
  }
}
