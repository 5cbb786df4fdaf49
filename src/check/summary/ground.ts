import type { Translation } from '../../contract.ts';
import { readPair, readSide, type Side } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';

/*
 * What a sentence of a summary rests on: the sentences of the article that share most with it. Words
 * are compared by their stems, and by what the Dutch may be rendered as, so that "quarrel" finds
 * "ruzie" where the English has "argument".
 */

/** A sentence of the article, in both languages; either side may be empty. */
export interface GroundSentence {
  /** Null for the title. */
  readonly segment: number | null;
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

/** The article that a summary rests on. */
export class Ground {
  readonly sentences: readonly GroundSentence[];
  readonly #sentencesByKey = new Map<string, number>();

  /** Reads title and segments. */
  constructor({ title, segments }: Translation) {
    this.sentences = [
      ...(title === null ? [] : [toSentence(null, readSide('', 'nl'), readSide(title, 'en'))]),
      ...segments.flatMap(({ n, nl, en }) =>
        readPair(nl, en)
          .aligned()
          .map((pair) => toSentence(n, pair.nl, pair.en)),
      ),
    ];
    for (const { keys } of this.sentences)
      for (const key of keys)
        this.#sentencesByKey.set(key, (this.#sentencesByKey.get(key) ?? 0) + 1);
  }

  /** The sentences of these segments; all where there are none. */
  sentencesOf(cited: readonly number[] | null): readonly GroundSentence[] {
    if (cited === null) return this.sentences;
    return this.sentences.filter(({ segment }) => segment !== null && cited.includes(segment));
  }

  /** What a term tells: the rarer in the article, the more. */
  weigh({ keys }: Pick<ClaimTerm, 'keys'>): number {
    const counts = keys.map((key) => this.#sentencesByKey.get(key) ?? 0);
    const count = Math.max(1, ...counts);
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

  /** Sentences that share much with the terms, beside the one that shares most. */
  near(
    terms: readonly ClaimTerm[],
    sentences: readonly GroundSentence[],
    best: number,
  ): readonly GroundSentence[] {
    const least = Math.max(leastShared, best * shareOfBest);
    return sentences.filter((sentence) => this.support(terms, [sentence]) >= least);
  }

  /** The sentence that shares most with the terms, and how much. */
  closest(
    terms: readonly ClaimTerm[],
    sentences: readonly GroundSentence[],
  ): { readonly sentence: GroundSentence; readonly support: number } | undefined {
    let best: { readonly sentence: GroundSentence; readonly support: number } | undefined;
    for (const sentence of sentences) {
      const support = this.support(terms, [sentence]);
      if (best === undefined || support > best.support) best = { sentence, support };
    }
    return best;
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

function toSentence(segment: number | null, nl: Side, en: Side): GroundSentence {
  const keys = new Set<string>();
  for (const term of [...nl.terms(), ...en.terms()]) for (const key of term.keys) keys.add(key);
  return { segment, nl, en, keys };
}
