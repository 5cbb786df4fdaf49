import type { Finding, Translation } from '../../contract.ts';
import { partsOf } from '../align/long-pairs.ts';
import type { Term } from '../align/terms.ts';
import { type Pair, readPairInSteps, readSide, type Side } from '../parse/pair.ts';
import { runAtOnce } from '../turns.ts';

/*
 * What a sentence of a summary rests on: the sentences of the article that share most with it. Words
 * are compared by their stems, and by what the Dutch may be rendered as, so that "quarrel" finds
 * "ruzie" where the English has "argument".
 */

/** A sentence of the article, in both languages; either side may be empty. */
export interface GroundSentence {
  /** Null for the title. */
  readonly segment: number | null;
  /** Where it is among the sentences of the article. */
  readonly place: number;
  readonly nl: Side;
  readonly en: Side;
}

/** Reads a segment, or gives what was read of it before. */
export type SegmentReader = (segment: Segment) => Generator<undefined, Pair>;

type Segment = Translation['segments'][number];

const leastShared = 0.25;
const shareOfBest = 0.5;
/** An article that says the same in more sentences says nothing else in the others. */
const maxNear = 30;
/** Nor is what is longer a sentence. */
const maxTokens = 300;

/** What a rule says of a claim. */
export type ClaimFinding = Pick<Finding, 'check' | 'severity' | 'message' | 'rule'>;

/** Texts of summaries that are kept: those of one that is checked again. */
const maxTexts = 50;

/** The article that a summary rests on. */
export class Ground {
  readonly sentences: readonly GroundSentence[];
  /** What was found of claims: a summary is checked again, of which little has changed. */
  readonly findings = new Map<string, readonly ClaimFinding[]>();
  readonly #texts = new Map<string, Side>();
  /** The sentences (by place) that have each key. */
  readonly #placesByKey = new Map<string, number[]>();
  /** Those of the segments that a bullet cites, which has several sentences and is checked again. */
  readonly #bySegments = new Map<string, readonly GroundSentence[]>();
  /** What was last asked for: a claim's terms are compared more than once. */
  #supported: { readonly terms: readonly Term[]; readonly shares: Float64Array } | undefined;

  private constructor(sentences: readonly GroundSentence[]) {
    this.sentences = sentences;
    for (const { nl, en, place } of sentences) {
      this.#addPlace(nl, place);
      this.#addPlace(en, place);
    }
  }

  #addPlace(side: Side, place: number): void {
    for (const { keys } of side.terms()) {
      for (const key of keys) {
        const places = this.#placesByKey.get(key);
        if (places === undefined) this.#placesByKey.set(key, [place]);
        else if (places.at(-1) !== place) places.push(place);
      }
    }
  }

  /** Reads title and segments; pauses after each. */
  static *read(
    { title, segments }: Translation,
    readSegment: SegmentReader = readAnew,
  ): Generator<undefined, Ground> {
    const sentences: GroundSentence[] = [];
    const add = (segment: number | null, nl: Side, en: Side) =>
      sentences.push({ segment, nl, en, place: sentences.length });
    if (title !== null) add(null, readSide('', 'nl'), readSide(title, 'en'));
    for (const segment of segments) {
      for (const part of partsOf(yield* readSegment(segment))) {
        for (const pair of part.aligned()) {
          add(segment.n, pair.nl, pair.en);
          // What is asked of all sentences at once is too much for one turn.
          for (const side of [pair.nl, pair.en]) {
            side.terms();
            side.numbers();
          }
        }
        yield;
      }
    }
    return new Ground(sentences);
  }

  /** An article, read at once unless it was read before. */
  static of(article: Translation | Ground): Ground {
    return article instanceof Ground ? article : runAtOnce(Ground.read(article));
  }

  /** A text of a summary. */
  readText(text: string): Side {
    const known = this.#texts.get(text);
    if (known) return known;
    if (this.#texts.size >= maxTexts) this.#texts.clear();
    const side = readSide(text, 'en');
    this.#texts.set(text, side);
    return side;
  }

  /** The sentences of these segments; all where there are none. */
  sentencesOf(cited: readonly number[] | null): readonly GroundSentence[] {
    if (cited === null) return this.sentences;
    const key = cited.join(' ');
    const wanted = new Set<number | null>(cited);
    const found =
      this.#bySegments.get(key) ??
      this.sentences.filter(({ segment }) => segment !== null && wanted.has(segment));
    this.#bySegments.set(key, found);
    return found;
  }

  /** What a term tells: the rarer in the article, the more. */
  weigh({ keys }: Pick<Term, 'keys'>): number {
    let count = 1;
    for (const key of keys) count = Math.max(count, this.#placesByKey.get(key)?.length ?? 0);
    return 1 / Math.sqrt(count);
  }

  /** Which part of the terms, by what they tell, has a counterpart in the sentences. */
  support(terms: readonly Term[], sentences: readonly GroundSentence[]): number {
    if (sentences !== this.sentences) {
      const places = new Set(sentences.map(({ place }) => place));
      return this.supportByGroup(terms, 1, ({ place }) => (places.has(place) ? 0 : -1))[0] ?? 0;
    }
    let [found, all] = [0, 0];
    for (const term of terms) {
      const weight = this.weigh(term);
      all += weight;
      if (term.keys.some((key) => this.#placesByKey.has(key))) found += weight;
    }
    return all === 0 ? 1 : found / all;
  }

  /** {@link support} by one sentence. */
  supportBy(terms: readonly Term[], { place }: GroundSentence): number {
    return this.#supportOfEach(terms)[place] ?? 0;
  }

  /** Does a sentence have a word for the term, in either language? */
  has({ place }: GroundSentence, { keys }: Pick<Term, 'keys'>): boolean {
    return keys.some((key) => isIn(this.#placesByKey.get(key), place));
  }

  /** {@link support} by each group of sentences alone, at the number that it is given. */
  supportByGroup(
    terms: readonly Term[],
    groups: number,
    groupOf: (sentence: GroundSentence) => number,
  ): Float64Array {
    const found = new Float64Array(groups);
    const lastTerm = new Int32Array(groups).fill(-1);
    let all = 0;
    for (const [at, term] of terms.entries()) {
      const weight = this.weigh(term);
      all += weight;
      for (const key of term.keys) {
        for (const place of this.#placesByKey.get(key) ?? []) {
          const sentence = this.sentences[place];
          const group = sentence ? groupOf(sentence) : -1;
          if (group < 0 || lastTerm[group] === at) continue;
          lastTerm[group] = at;
          found[group] = (found[group] ?? 0) + weight;
        }
      }
    }
    return all === 0 ? found.fill(1) : found.map((weight) => weight / all);
  }

  /** Sentences that share much with the terms, beside the one that shares most. */
  near(
    terms: readonly Term[],
    sentences: readonly GroundSentence[],
    best: number,
  ): readonly GroundSentence[] {
    const least = Math.max(leastShared, best * shareOfBest);
    const shares = this.#supportOfEach(terms);
    const near = sentences.filter(
      ({ place, en }) => (shares[place] ?? 0) >= least && en.tokens.length <= maxTokens,
    );
    if (near.length <= maxNear) return near;
    const nearest = near.toSorted((a, b) => (shares[b.place] ?? 0) - (shares[a.place] ?? 0));
    return nearest.slice(0, maxNear).toSorted((a, b) => a.place - b.place);
  }

  /** The sentence that shares most with the terms, and how much. */
  closest(
    terms: readonly Term[],
    sentences: readonly GroundSentence[],
  ): { readonly sentence: GroundSentence; readonly support: number } | undefined {
    const shares = this.#supportOfEach(terms);
    let best: { readonly sentence: GroundSentence; readonly support: number } | undefined;
    for (const sentence of sentences) {
      const support = shares[sentence.place] ?? 0;
      if (best === undefined || support > best.support) best = { sentence, support };
    }
    return best;
  }

  /** {@link support} by each sentence, by place. */
  #supportOfEach(terms: readonly Term[]): Float64Array {
    if (this.#supported?.terms !== terms) {
      const shares = this.supportByGroup(terms, this.sentences.length, ({ place }) => place);
      this.#supported = { terms, shares };
    }
    return this.#supported.shares;
  }
}

/** Is a place among places that are in order? */
function isIn(places: readonly number[] | undefined, place: number): boolean {
  if (places === undefined) return false;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return places[low] === place;
}

const readAnew: SegmentReader = ({ nl, en }) => readPairInSteps(nl, en);
