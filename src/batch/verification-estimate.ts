import { planChunks } from '../article/chunks.ts';
import { isKept } from '../article/layout.ts';
import type { Article } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import { splitSentences } from '../article/sentences.ts';
import type { ArticleOptions } from '../contract.ts';
import { countTokens } from '../llm/cost/tokens.ts';
import { isVerified, isVerifiedLocally, verifyingModel } from '../verify/options.ts';
import { claimSystem, verifySystem } from '../verify/prompt.ts';
import type { TokenCount, TokenRange } from './token-count.ts';

/*
 * What the verifier reads: both texts of every sentence, and for a summary of nine sentences those
 * that they rest on, two dozen at most. What it writes: an answer to every call, and the words of
 * what it doubts: nothing (low), in one of twenty sentences (expected), in every fourth (high).
 */
const englishShare = 0.95;
const jsonPerSentence = 16;
const jsonPerAnswer = 8;
const tokensPerDoubt = 70;
const doubtfulShare = { low: 0, expected: 0.05, high: 0.25 } as const;
const claims = { none: 0, short: 5, full: 9 } as const;
const tokensPerClaim = 40;
const mostGround = 24;

/** The verifier's part of an estimate. */
export interface VerificationEstimate {
  /** The model that is asked; null for each article's own. */
  readonly model: string | null;
  /** Calls to the LLM. */
  readonly calls: number;
  /** Tokens of those calls. */
  readonly tokens: TokenRange;
}

/** How verification is estimated. */
export interface VerificationEstimatorOptions {
  readonly options: Pick<ArticleOptions, 'summary' | 'verify' | 'quality' | 'prompt'>;
  /** The model whose tokens are counted. */
  readonly model: string;
  /** Dutch tokens per call of the verifier. */
  readonly chunkTokens: number;
}

/** Estimates, article by article, what verifying them will take. */
export class VerificationEstimator {
  readonly #options: VerificationEstimatorOptions;
  readonly #system: { readonly verify: number; readonly claims: number };
  readonly #sums = { calls: 0, sentences: 0, prompt: 0 };

  private constructor(
    options: VerificationEstimatorOptions,
    system: { readonly verify: number; readonly claims: number },
  ) {
    this.#options = options;
    this.#system = system;
  }

  /** Null where no call is made to verify. */
  static async create(
    options: VerificationEstimatorOptions,
  ): Promise<VerificationEstimator | null> {
    if (!isVerified(options.options) || isVerifiedLocally(options.options)) return null;
    const tokensOf = (content: string) => countTokens(options.model, [{ content }]);
    return new VerificationEstimator(options, {
      verify: await tokensOf(verifySystem),
      claims: await tokensOf(claimSystem),
    });
  }

  /** Adds an article whose Dutch has so many tokens. */
  add(article: Pick<Article, 'title' | 'body' | 'layout'>, dutchTokens: number): void {
    const { title } = article;
    const segments = toSegments(article).filter(({ layout }) => !isKept(layout));
    const heading = title === null ? [] : [{ n: 0, nl: title }];
    const chunks = planChunks([...heading, ...segments], this.#options.chunkTokens).length;
    const perSegment = segments.map(({ nl }) => splitSentences(nl).length);
    const sentences = heading.length + perSegment.reduce((sum, count) => sum + count, 0);
    const tokens = dutchTokens * (1 + englishShare) + jsonPerSentence * sentences;
    this.#addCalls(chunks, sentences, this.#system.verify * chunks + tokens);
    const summarised = claims[this.#options.options.summary ?? 'full'];
    if (summarised === 0) return;
    const ground = (Math.min(mostGround, sentences) / Math.max(1, sentences)) * tokens;
    this.#addCalls(1, summarised, this.#system.claims + ground + summarised * tokensPerClaim);
  }

  /** What was added up. */
  total(): VerificationEstimate {
    const { calls } = this.#sums;
    const tokens = {
      low: this.#tokensAt(doubtfulShare.low),
      expected: this.#tokensAt(doubtfulShare.expected),
      high: this.#tokensAt(doubtfulShare.high),
    };
    return { model: verifyingModel(this.#options.options) ?? null, calls, tokens };
  }

  #addCalls(calls: number, sentences: number, prompt: number): void {
    this.#sums.calls += calls;
    this.#sums.sentences += sentences;
    this.#sums.prompt += prompt;
  }

  #tokensAt(share: number): TokenCount {
    const { calls, sentences, prompt } = this.#sums;
    const completion = calls * jsonPerAnswer + sentences * share * tokensPerDoubt;
    return { prompt: Math.round(prompt), completion: Math.round(completion) };
  }
}
