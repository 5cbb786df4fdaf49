import type { Article } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { jointOptions } from '../joint/plan.ts';
import { jointSystem } from '../joint/prompt.ts';
import { countTokens } from '../llm/cost/tokens.ts';
import { summariseSystem } from '../summarise/prompt.ts';
import { inputsOf, isWhole, planArticle } from '../translate/chunk-plan.ts';
import { translateSystem } from '../translate/prompt.ts';
import { type PromptKind, promptKindFor, shortSystem } from '../translate/short-prompt.ts';
import { smallChunkTokens, verifyingModel } from '../verify/options.ts';
import { countWords } from './counters.ts';
import { sumOf } from './statistics.ts';
import type { TokenCount, TokenRange } from './token-count.ts';
import { type VerificationEstimate, VerificationEstimator } from './verification-estimate.ts';

/*
 * Where the figures come from: prompts are built as they would be sent and counted with the model's
 * tokenizer for the first articles; for the others by their length, at the same tokens a character.
 * English has 0.95 tokens for each of the Dutch (NTREX's references under o200k_base: Dutch has 4.2
 * characters a token, English 4.6, at 0.96 of the length), plus the JSON around each segment; a
 * full summary is about 300 tokens. Post-edited: nothing (low), a tenth of the segments twice
 * (expected), half of them twice (high).
 */
const countedArticles = 100;
const englishShare = 0.95;
const jsonPerSegment = 14;
const jsonPerAnswer = 12;
const summaryTokens = { none: 0, short: 150, full: 300 } as const;
const postEditShare = { low: 0, expected: 0.1, high: 0.5 } as const;
const postEditRounds = 2;

/** What was estimated of articles. */
export interface TokenEstimate {
  /** Articles that would be translated. */
  readonly articles: number;
  /** Their words of Dutch. */
  readonly words: number;
  /** Calls to the LLM. */
  readonly calls: number;
  /** Tokens of those calls. */
  readonly tokens: TokenRange;
  /** The verifier's part of calls and tokens; null where no call is made to verify. */
  readonly verification: VerificationEstimate | null;
}

/** How tokens are estimated. */
export interface TokenEstimatorOptions {
  readonly options: Pick<
    ArticleOptions,
    'style' | 'summary' | 'prompt' | 'calls' | 'verify' | 'quality'
  >;
  readonly model: string;
  readonly chunkTokens: number;
  readonly prompt: PromptKind | 'auto' | undefined;
  /** How many calls an article takes that fits in one, where the options do not say it. */
  readonly calls: ArticleOptions['calls'];
  readonly glossary: Glossary;
}

/** The tokens of the instructions of each task. */
interface SystemTokens {
  readonly translate: number;
  readonly summarise: number;
  /** Of both in one question; null where an article takes two calls in any case. */
  readonly joint: number | null;
}

/** Estimates, article by article, what translating and summarising them will take. */
export class TokenEstimator {
  readonly #options: TokenEstimatorOptions;
  readonly #summary: keyof typeof summaryTokens;
  readonly #system: SystemTokens;
  /** What was counted with the tokenizer, to tell tokens a character. */
  readonly #counted = { articles: 0, characters: 0, tokens: 0 };
  readonly #sums = {
    articles: 0,
    words: 0,
    calls: 0,
    segments: 0,
    dutchTokens: 0,
    inputTokens: 0,
    systemTokens: 0,
    summaryPromptTokens: 0,
  };

  readonly #verification: VerificationEstimator | null;

  private constructor(
    options: TokenEstimatorOptions,
    system: SystemTokens,
    verification: VerificationEstimator | null,
  ) {
    this.#options = options;
    this.#verification = verification;
    this.#summary = options.options.summary ?? 'full';
    this.#system = system;
  }

  static async create(options: TokenEstimatorOptions): Promise<TokenEstimator> {
    const { model } = options;
    const { style = {}, summary = 'full' } = options.options;
    const joint = jointlyAsked(options);
    const tokensOf = (content: string) => countTokens(model, [{ content }]);
    const system = {
      translate: await tokensOf(
        promptOf(options) === 'short' ? shortSystem(style, []) : translateSystem(style),
      ),
      summarise: summary === 'none' ? 0 : await tokensOf(summariseSystem(summary)),
      joint: joint ? await tokensOf(jointSystem(style, joint.length)) : null,
    };
    const isSmall = promptKindFor(verifyingModel(options.options) ?? model) === 'short';
    const chunkTokens = isSmall ? smallChunkTokens : options.chunkTokens;
    const verification = await VerificationEstimator.create({ ...options, chunkTokens });
    return new TokenEstimator(options, system, verification);
  }

  async add(article: Article): Promise<void> {
    const { chunkTokens, glossary, options } = this.#options;
    const prompt = promptOf(this.#options);
    const style = options.style ?? {};
    const plan = planArticle(article, { style, glossary, chunkTokens, prompt });
    const inputs = inputsOf(plan);
    const tokensPerCharacter = await this.#tokensPerCharacter(article);
    const sums = this.#sums;
    const { joint, translate, summarise } = this.#system;
    const isJoint = joint !== null && isWhole(article, plan);
    sums.articles += 1;
    sums.words += countWords(article.body);
    const hasSummaryCall = this.#summary !== 'none' && !isJoint;
    sums.calls += inputs.length + (hasSummaryCall ? 1 : 0);
    sums.segments += plan.pieces.length;
    const dutchTokens = charactersOf(article) * tokensPerCharacter;
    sums.dutchTokens += dutchTokens;
    this.#verification?.add(article, dutchTokens);
    sums.inputTokens += sumOf(inputs.map(({ length }) => length)) * tokensPerCharacter;
    sums.systemTokens += isJoint ? joint : translate * inputs.length;
    if (!hasSummaryCall) return;
    sums.summaryPromptTokens +=
      summarise + dutchTokens * englishShare + jsonPerSegment * plan.pieces.length;
  }

  total(): TokenEstimate {
    const { articles, words, calls } = this.#sums;
    const tokens = {
      low: this.#tokensAt(postEditShare.low),
      expected: this.#tokensAt(postEditShare.expected),
      high: this.#tokensAt(postEditShare.high),
    };
    const verification = this.#verification?.total() ?? null;
    if (verification === null) return { articles, words, calls, tokens, verification };
    return {
      articles,
      words,
      calls: calls + verification.calls,
      tokens: addRanges(tokens, verification.tokens),
      verification,
    };
  }

  async #tokensPerCharacter(article: Article): Promise<number> {
    const counted = this.#counted;
    if (counted.articles < countedArticles) {
      const content = article.body + (article.title ?? '');
      counted.articles += 1;
      counted.characters += charactersOf(article);
      counted.tokens += await countTokens(this.#options.model, [{ content }]);
    }
    return counted.tokens / Math.max(1, counted.characters);
  }

  /** The tokens of all articles where this share of the segments is post-edited. */
  #tokensAt(share: number): TokenCount {
    const { articles, segments, dutchTokens, inputTokens, systemTokens, summaryPromptTokens } =
      this.#sums;
    const english = dutchTokens * englishShare;
    const answers = english + jsonPerSegment * segments + jsonPerAnswer * articles;
    const postEdits = share * postEditRounds;
    const postEditPrompt = inputTokens + english + (articles * this.#system.translate) / 2;
    const summaries = this.#summary === 'none' ? 0 : articles;
    return {
      prompt: Math.round(
        systemTokens + inputTokens + summaryPromptTokens + postEdits * postEditPrompt,
      ),
      completion: Math.round(
        answers + summaries * summaryTokens[this.#summary] + postEdits * english,
      ),
    };
  }
}

function addRanges(a: TokenRange, b: TokenRange): TokenRange {
  return {
    low: addTokens(a.low, b.low),
    expected: addTokens(a.expected, b.expected),
    high: addTokens(a.high, b.high),
  };
}

function addTokens(a: TokenCount, b: TokenCount): TokenCount {
  return { prompt: a.prompt + b.prompt, completion: a.completion + b.completion };
}

function charactersOf({ body, title }: Article): number {
  return body.length + (title?.length ?? 0);
}

function jointlyAsked({ options, calls, model, prompt }: TokenEstimatorOptions) {
  const { style = {} } = options;
  return jointOptions({ style, prompt: promptOf({ options, model, prompt }) }, options, calls);
}

function promptOf({
  model,
  prompt,
  options,
}: Pick<TokenEstimatorOptions, 'model' | 'prompt' | 'options'>): PromptKind {
  return promptKindFor(model, options.prompt ?? prompt);
}
