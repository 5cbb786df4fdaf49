import { requireDutch } from '../article/language.ts';
import type { Article } from '../article/schema.ts';
import { textToTranslate } from '../article/segments.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { TolkError } from '../errors.ts';
import { createGlossary, type Glossary } from '../glossary/glossary.ts';
import { seededRandom } from '../random.ts';
import type { BatchDefinition } from '../store/batch-definition.ts';
import { createSampler, createSelector, leftOut, leftOutBecause } from './select.ts';
import type { TokenCount, TokenRange } from './token-count.ts';
import { type TokenEstimate, TokenEstimator } from './token-estimator.ts';

/** What a corpus will take, without a call having been made. */
export interface Estimate extends TokenEstimate {
  /** Entries read. */
  readonly entries: number;
  /**
   * Entries examined; where that is not all that are wanted, the rest is extrapolated from them.
   */
  readonly examined: number;
  /** Entries whose text an earlier one has. */
  readonly duplicates: number;
  /** Entries that would be rejected, or would fail, by error code. */
  readonly refused: readonly RefusedEntries[];
  /** Entries that the batch does not want, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Entries that would be refused for one reason. */
export interface RefusedEntries {
  /** Why, as an error code. */
  readonly code: string;
  /** How many. */
  readonly count: number;
  /** The message for the first of them. */
  readonly example: string;
}

/** How an estimate is made. */
export interface EstimateOptions {
  /** What is asked of the batch, as `defineBatch` made it. */
  readonly definition: BatchDefinition;
  /** The model whose tokens are counted. */
  readonly model: string;
  /** How many tokens of an article go into one call. */
  readonly chunkTokens: number;
  /** How models are asked, where the definition does not say it. @default 'auto' */
  readonly prompt?: 'auto' | 'full' | 'short' | undefined;
  /** Calls of an article that fits in one, where the definition does not say it. @default 'two' */
  readonly calls?: 'auto' | 'one' | 'two' | undefined;
  /** @default the built-in one */
  readonly glossary?: Glossary | undefined;
  /**
   * Examines `size` of the `of` entries that are wanted, spread over the corpus, and extrapolates
   * the rest from them.
   *
   * @default all of them
   */
  readonly sample?:
    | { readonly size: number; readonly of: number; readonly seed: number }
    | undefined;
  /** Called with the number of entries read so far. */
  readonly onEntry?: (entries: number) => void;
}

/** What was found in entries. */
type Findings = Omit<Estimate, 'entries' | 'examined'>;

/** Hashes kept to find duplicates; in larger corpora those of the first articles. */
const maxHashes = 1_000_000;

/**
 * Reads a corpus and estimates what it will take.
 *
 * @example
 * const { articles, tokens } = await estimateCorpus(readCorpus(definition.files), {
 *   definition,
 *   model: 'gpt-6-luna',
 *   chunkTokens: 1_200,
 * });
 */
export async function estimateCorpus(
  entries: AsyncIterable<CorpusEntry>,
  options: EstimateOptions,
): Promise<Estimate> {
  const { definition, sample, onEntry } = options;
  const survey = await CorpusSurvey.create(options);
  const isWanted = createSelector(definition);
  const isExamined = sample
    ? createSampler(sample.size, sample.of, seededRandom(sample.seed))
    : () => true;
  let read = 0;
  let wanted = 0;
  let examined = 0;
  for await (const entry of entries) {
    if (definition.limit !== null && read >= definition.limit) break;
    read += 1;
    onEntry?.(read);
    if (!isWanted(read)) continue;
    wanted += 1;
    if (!isExamined()) continue;
    examined += 1;
    await survey.add(entry);
  }
  const findings = scale(survey.findings(), examined === 0 ? 1 : wanted / examined);
  const unsampled = read - wanted;
  const leftOut = { ...findings.leftOut, ...(unsampled > 0 ? { unsampled } : {}) };
  return { entries: read, examined, ...findings, leftOut };
}

/** Sorts entries by what would become of them, and estimates what those take that would be done. */
class CorpusSurvey {
  readonly #definition: BatchDefinition;
  readonly #estimator: TokenEstimator;
  readonly #refused = new Map<string, RefusedEntries>();
  readonly #leftOut: Record<string, number> = {};
  readonly #hashes = new Set<string>();
  #duplicates = 0;

  private constructor(definition: BatchDefinition, estimator: TokenEstimator) {
    this.#definition = definition;
    this.#estimator = estimator;
  }

  static async create(options: EstimateOptions): Promise<CorpusSurvey> {
    const { definition, model, chunkTokens, prompt, calls, glossary = createGlossary() } = options;
    const estimator = await TokenEstimator.create({
      options: definition.options,
      model,
      chunkTokens,
      prompt,
      calls,
      glossary,
    });
    return new CorpusSurvey(definition, estimator);
  }

  async add(entry: CorpusEntry): Promise<void> {
    try {
      const article = await entry.load();
      const reason = leftOut(article, this.#definition.filter);
      if (reason !== null) this.#leaveOut(reason);
      else await this.#addWanted(article, entry.place);
    } catch (error) {
      const problem = TolkError.from(error);
      const reason = leftOutBecause(problem);
      if (reason === null) this.#refuse(problem);
      else this.#leaveOut(reason);
    }
  }

  findings(): Findings {
    return {
      duplicates: this.#duplicates,
      refused: [...this.#refused.values()],
      leftOut: this.#leftOut,
      ...this.#estimator.total(),
    };
  }

  async #addWanted(article: Article, place: string): Promise<void> {
    // The rule of a run; see `processArticle`.
    if (this.#definition.options.language !== 'any')
      await requireDutch(textToTranslate(article), place);
    if (this.#hashes.has(article.contentHash)) {
      this.#duplicates += 1;
      return;
    }
    if (this.#hashes.size < maxHashes) this.#hashes.add(article.contentHash);
    await this.#estimator.add(article);
  }

  #leaveOut(reason: string): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
  }

  #refuse({ code, message }: TolkError): void {
    const known = this.#refused.get(code) ?? { code, count: 0, example: message };
    this.#refused.set(code, { ...known, count: known.count + 1 });
  }
}

/** What was found in a part of a corpus, for a corpus that is `factor` times as large. */
function scale(findings: Findings, factor: number): Findings {
  const times = (value: number) => Math.round(value * factor);
  const timesTokens = ({ prompt, completion }: TokenCount): TokenCount => ({
    prompt: times(prompt),
    completion: times(completion),
  });
  const timesRange = ({ low, expected, high }: TokenRange): TokenRange => ({
    low: timesTokens(low),
    expected: timesTokens(expected),
    high: timesTokens(high),
  });
  const { verification } = findings;
  const leftOut = Object.entries(findings.leftOut).map(([why, many]) => [why, times(many)]);
  return {
    articles: times(findings.articles),
    duplicates: times(findings.duplicates),
    words: times(findings.words),
    refused: findings.refused.map((entries) => ({ ...entries, count: times(entries.count) })),
    leftOut: Object.fromEntries(leftOut),
    calls: times(findings.calls),
    tokens: timesRange(findings.tokens),
    verification: verification && {
      model: verification.model,
      calls: times(verification.calls),
      tokens: timesRange(verification.tokens),
    },
  };
}
