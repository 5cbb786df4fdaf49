import type { Translation } from '../../contract.ts';
import { partsOf } from '../align/long-pairs.ts';
import { readPairInSteps, readSide, type Side } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
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
  /** What its words may be called. */
  readonly keys: ReadonlySet<string>;
}

/** A word of a claim that tells something, and what it may be called. */
export interface ClaimTerm {
  readonly token: Token;
  readonly keys: readonly string[];
}

const leastShared = 0.25;
const shareOfBest = 0.5;
/** An article that says the same in more sentences says nothing else in the others. */
const maxNear = 30;
/** Nor is what is longer a sentence. */
const maxTokens = 300;

/** The article that a summary rests on. */
export class Ground {
  readonly sentences: readonly GroundSentence[];
  /** The sentences (by place) that have each key. */
  readonly #placesByKey = new Map<string, number[]>();
  /** Those of the segments that a bullet cites, which has several sentences and is checked again. */
  readonly #bySegments = new Map<string, readonly GroundSentence[]>();
  /** What was last asked for: a claim's terms are compared more than once. */
  #supported: { readonly terms: readonly ClaimTerm[]; readonly shares: Float64Array } | undefined;

  private constructor(sentences: readonly GroundSentence[]) {
    this.sentences = sentences;
    for (const { keys, place } of sentences) {
      for (const key of keys) {
        const places = this.#placesByKey.get(key);
        if (places) places.push(place);
        else this.#placesByKey.set(key, [place]);
      }
    }
  }

  /** Reads title and segments; pauses after each. */
  static *read({ title, segments }: Translation): Generator<undefined, Ground> {
    const sentences: GroundSentence[] = [];
    const add = (segment: number | null, nl: Side, en: Side) =>
      sentences.push(toSentence({ segment, nl, en, place: sentences.length }));
    if (title !== null) add(null, readSide('', 'nl'), readSide(title, 'en'));
    for (const { n, nl, en } of segments) {
      for (const part of partsOf(yield* readPairInSteps(nl, en))) {
        for (const pair of part.aligned()) {
          add(n, pair.nl, pair.en);
          // Every claim with a number asks for those of all sentences, which is too much for one turn.
          pair.nl.numbers();
          pair.en.numbers();
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
  weigh({ keys }: Pick<ClaimTerm, 'keys'>): number {
    let count = 1;
    for (const key of keys) count = Math.max(count, this.#placesByKey.get(key)?.length ?? 0);
    return 1 / Math.sqrt(count);
  }

  /** Which part of the terms, by what they tell, has a counterpart in the sentences. */
  support(terms: readonly ClaimTerm[], sentences: readonly GroundSentence[]): number {
    let [found, all] = [0, 0];
    for (const term of terms) {
      const weight = this.weigh(term);
      all += weight;
      if (sentences.some((sentence) => hasTerm(sentence, term))) found += weight;
    }
    return all === 0 ? 1 : found / all;
  }

  /** {@link support} by each group of sentences alone, at the number that it is given. */
  supportByGroup(
    terms: readonly ClaimTerm[],
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
    terms: readonly ClaimTerm[],
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
    terms: readonly ClaimTerm[],
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
  #supportOfEach(terms: readonly ClaimTerm[]): Float64Array {
    if (this.#supported?.terms !== terms) {
      const shares = this.supportByGroup(terms, this.sentences.length, ({ place }) => place);
      this.#supported = { terms, shares };
    }
    return this.#supported.shares;
  }
}

/** Does a sentence have a word for the term? */
export function hasTerm({ keys }: Pick<GroundSentence, 'keys'>, term: ClaimTerm): boolean {
  return term.keys.some((key) => keys.has(key));
}

/** The terms of a claim. */
export function claimTerms(side: Side): readonly ClaimTerm[] {
  return side.terms();
}

function toSentence(sentence: Omit<GroundSentence, 'keys'>): GroundSentence {
  const keys = new Set<string>();
  for (const side of [sentence.nl, sentence.en])
    for (const term of side.terms()) for (const key of term.keys) keys.add(key);
  return { ...sentence, keys };
}
