import type { Article } from '../article/schema.ts';
import type { ArticleOptions } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { countTokens } from '../llm/cost/tokens.ts';
import { summariseSystem } from '../summarise/prompt.ts';
import { inputsOf, planArticle } from '../translate/chunk-plan.ts';
import { translateSystem } from '../translate/prompt.ts';
import { type PromptKind, promptKindFor, shortSystem } from '../translate/short-prompt.ts';
import { countWords } from './counters.ts';
import { sumOf } from './statistics.ts';

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

/** Tokens in and out. */
export interface TokenCount {
  /** Tokens sent. */
  readonly prompt: number;
  /** Tokens received. */
  readonly completion: number;
}

/** What articles take: at best, as expected, and at worst. */
export interface TokenRange {
  /** If little is corrected. */
  readonly low: TokenCount;
  /** What is most likely. */
  readonly expected: TokenCount;
  /** If much is corrected. */
  readonly high: TokenCount;
}

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
}

/** How tokens are estimated. */
export interface TokenEstimatorOptions {
  readonly options: Pick<ArticleOptions, 'style' | 'summary' | 'prompt'>;
  readonly model: string;
  readonly chunkTokens: number;
  readonly prompt: PromptKind | 'auto' | undefined;
  readonly glossary: Glossary;
}

/** The tokens of the instructions of each task. */
interface SystemTokens {
  readonly translate: number;
  readonly summarise: number;
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
  };

  private constructor(options: TokenEstimatorOptions, system: SystemTokens) {
    this.#options = options;
    this.#summary = options.options.summary ?? 'full';
    this.#system = system;
  }

  static async create(options: TokenEstimatorOptions): Promise<TokenEstimator> {
    const { model } = options;
    const { style = {}, summary = 'full' } = options.options;
    const tokensOf = (content: string) => countTokens(model, [{ content }]);
    return new TokenEstimator(options, {
      translate: await tokensOf(
        promptOf(options) === 'short' ? shortSystem(style, []) : translateSystem(style),
      ),
      summarise: summary === 'none' ? 0 : await tokensOf(summariseSystem(summary)),
    });
  }

  async add(article: Article): Promise<void> {
    const { chunkTokens, glossary, options } = this.#options;
    const prompt = promptOf(this.#options);
    const style = options.style ?? {};
    const plan = planArticle(article, { style, glossary, chunkTokens, prompt });
    const inputs = inputsOf(plan);
    const tokensPerCharacter = await this.#tokensPerCharacter(article);
    const sums = this.#sums;
    sums.articles += 1;
    sums.words += countWords(article.body);
    sums.calls += inputs.length + (this.#summary === 'none' ? 0 : 1);
    sums.segments += plan.pieces.length;
    sums.dutchTokens += charactersOf(article) * tokensPerCharacter;
    sums.inputTokens += sumOf(inputs.map(({ length }) => length)) * tokensPerCharacter;
    sums.systemTokens += this.#system.translate * inputs.length;
  }

  total(): TokenEstimate {
    const { articles, words, calls } = this.#sums;
    const tokens = {
      low: this.#tokensAt(postEditShare.low),
      expected: this.#tokensAt(postEditShare.expected),
      high: this.#tokensAt(postEditShare.high),
    };
    return { articles, words, calls, tokens };
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
    const { articles, segments, dutchTokens, inputTokens, systemTokens } = this.#sums;
    const english = dutchTokens * englishShare;
    const answers = english + jsonPerSegment * segments + jsonPerAnswer * articles;
    const postEdits = share * postEditRounds;
    const postEditPrompt = inputTokens + english + (articles * this.#system.translate) / 2;
    const summaries = this.#summary === 'none' ? 0 : articles;
    const summaryPrompt =
      summaries === 0
        ? 0
        : summaries * this.#system.summarise + english + jsonPerSegment * segments;
    return {
      prompt: Math.round(systemTokens + inputTokens + summaryPrompt + postEdits * postEditPrompt),
      completion: Math.round(
        answers + summaries * summaryTokens[this.#summary] + postEdits * english,
      ),
    };
  }
}

function charactersOf({ body, title }: Article): number {
  return body.length + (title?.length ?? 0);
}

function promptOf({ model, prompt, options }: TokenEstimatorOptions): PromptKind {
  return promptKindFor(model, options.prompt ?? prompt);
}
