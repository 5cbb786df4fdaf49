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
  /** Of how many of its terms there is no counterpart. */
  readonly missing: number;
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
  const list = links[own];
  const aligned = pair.aligned();
  const beads = beadsOf(sentences, aligned, own);
  const othersBeads = beadsOf(pair[other].sentences(), aligned, other);
  const search = new Search(list, links[other], othersBeads);
  const states = searchAll(list, beads, search, aligned.length);
  return sentences.map((side, at) => {
    const from = list.firstOf[at] ?? 0;
    const terms = side.terms();
    const scores: number[] = [];
    let count = 0;
    for (let place = 0; place < terms.length; place += 1) {
      const state = states[from + place] ?? missing;
      if (state === missing) count += 1;
      scores.push(scoreOf(terms[place], state));
    }
    return { side, terms, scores, missing: count, bead: beads[at] ?? 0 };
  });
}

function scoreOf(term: Term | undefined, state: number): number {
  if (term === undefined || state === taken) return 0;
  return state === found ? -term.gain : term.loss;
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
): readonly number[] {
  const states = new Array<number>(list.terms.length).fill(missing);
  const order = beads.length === 1 ? firstOnly : sortByShare(list, beads, search);
  for (const distance of places === 1 ? here : [0, 1, places]) {
    for (const sentence of order) {
      const end = list.firstOf[sentence + 1] ?? 0;
      search.goTo(beads[sentence] ?? 0, distance);
      for (let term = list.firstOf[sentence] ?? 0; term < end; term += 1) {
        const before = states[term] ?? missing;
        if (before !== found) states[term] = Math.max(before, search.take(term));
      }
    }
  }
  return states;
}

const firstOnly = [0];
const here = [0];

/** The sentences of which most is found come first. */
function sortByShare(
  { firstOf }: TermList,
  beads: readonly number[],
  search: Search,
): readonly number[] {
  const shares = beads.map((bead, sentence) => {
    const from = firstOf[sentence] ?? 0;
    const to = firstOf[sentence + 1] ?? 0;
    let own = 0;
    for (let term = from; term < to; term += 1) if (search.has(term, bead)) own += 1;
    return own / Math.max(1, to - from);
  });
  const sentences = beads.map((_, sentence) => sentence);
  return sentences.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
}

/** Looks terms up in the other text, and marks there what has answered one. */
class Search {
  readonly #own: TermList;
  readonly #others: TermList;
  /** By sentence of the other text. */
  readonly #beads: readonly number[];
  readonly #isTaken: boolean[];
  #bead = 0;
  #distance = 0;

  constructor(own: TermList, others: TermList, beads: readonly number[]) {
    this.#own = own;
    this.#others = others;
    this.#beads = beads;
    this.#isTaken = new Array<boolean>(others.terms.length).fill(false);
  }

  #beadOf(term: number): number {
    return this.#beads[this.#others.sentenceOf[term] ?? 0] ?? 0;
  }

  /** Looks from here on in a place, and so far around it. */
  goTo(bead: number, distance: number): void {
    this.#bead = bead;
    this.#distance = distance;
  }

  /** Takes the first counterpart there that no other term has taken. */
  take(term: number): number {
    const { links, linksOf } = this.#own;
    let state = missing;
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1) {
      const other = links[at] ?? 0;
      if (Math.abs(this.#beadOf(other) - this.#bead) > this.#distance) continue;
      if (this.#isTaken[other] === false) {
        this.#isTaken[other] = true;
        return found;
      }
      state = taken;
    }
    return state;
  }

  /** Does the other text have the term in this place? */
  has(term: number, bead: number): boolean {
    const { links, linksOf } = this.#own;
    const end = linksOf[term + 1] ?? 0;
    for (let at = linksOf[term] ?? 0; at < end; at += 1)
      if (this.#beadOf(links[at] ?? 0) === bead) return true;
    return false;
  }
}
