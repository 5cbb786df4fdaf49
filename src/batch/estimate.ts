import { planChunks } from '../article/chunks.ts';
import { isEnglish, requireDutch } from '../article/language.ts';
import type { Article } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { TolkError } from '../errors.ts';
import { createGlossary, type Glossary } from '../glossary/glossary.ts';
import type { PriceTable } from '../llm/cost/price.ts';
import { countTokens } from '../llm/cost/tokens.ts';
import { escapeInput } from '../llm/escape-input.ts';
import { seededRandom } from '../random.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import { summariseSystem } from '../summarise/prompt.ts';
import { translateInput, translateSystem } from '../translate/prompt.ts';
import { countWords } from './counters.ts';
import { createSampler, createSelector, leftOut } from './select.ts';

/** What a corpus will take, without a call having been made. */
export interface Estimate {
  /** Entries read, and what of them would be worked on. */
  readonly entries: number;
  /**
   * Entries that were looked into; where that is not all that are wanted, the rest is reckoned from
   * them.
   */
  readonly lookedAt: number;
  readonly articles: number;
  readonly duplicates: number;
  readonly words: number;
  /** Would not be taken, or would fail, by reason; with an example each. */
  readonly refused: ReadonlyArray<{
    readonly code: string;
    readonly count: number;
    readonly example: string;
  }>;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly tokens: {
    readonly low: TokenCount;
    readonly expected: TokenCount;
    readonly high: TokenCount;
  };
}

/** Tokens in and out. */
export interface TokenCount {
  readonly prompt: number;
  readonly completion: number;
}

/** How an estimate is made. */
export interface EstimateOptions {
  readonly definition: StoredDefinition;
  readonly model: string;
  readonly chunkTokens: number;
  readonly glossary?: Glossary | undefined;
  /**
   * Looks into so many of the entries that are wanted (`of`), spread over the corpus, and reckons
   * the rest from them.
   */
  readonly look?: { readonly size: number; readonly of: number; readonly seed: number } | undefined;
  readonly onEntry?: (entries: number) => void;
}

/*
 * Where the figures come from: prompts are built as they would be sent and counted with the model's
 * tokenizer for the first articles; for the others by their length, at the same tokens a character.
 * English takes 0.95 tokens for each of the Dutch (NTREX's references under o200k_base: Dutch runs
 * at 4.2 characters a token, English at 4.6, at 0.96 of the length), plus the JSON around each
 * segment; a full summary is about 300 tokens. Mending: none (low), one paragraph in ten twice
 * (expected), half (high).
 */
const countedArticles = 100;
const englishShare = 0.95;
const jsonPerSegment = 14;
const jsonPerAnswer = 12;
const summaryTokens = { none: 0, short: 150, full: 300 } as const;
const mendShare = { low: 0, expected: 0.1, high: 0.5 } as const;
/** Hashes kept to find duplicates; in larger corpora those of the first articles. */
const maxHashes = 1_000_000;

/** Reads a corpus and says what it will take. */
export async function estimateCorpus(
  entries: AsyncIterable<CorpusEntry>,
  options: EstimateOptions,
): Promise<Estimate> {
  const survey = await createSurvey(options);
  const { limit } = options.definition;
  const isWanted = createSelector(options.definition);
  const isLookedInto = options.look
    ? createSampler(options.look.size, options.look.of, seededRandom(options.look.seed))
    : () => true;
  let seen = 0;
  let wanted = 0;
  let lookedAt = 0;
  for await (const entry of entries) {
    if (limit !== null && seen >= limit) break;
    seen += 1;
    options.onEntry?.(seen);
    if (!isWanted(seen)) continue;
    wanted += 1;
    if (!isLookedInto()) continue;
    lookedAt += 1;
    await survey.add(entry);
  }
  const unsampled = seen - wanted;
  const whole = scale(survey.total(), lookedAt === 0 ? 1 : wanted / lookedAt);
  return {
    entries: seen,
    lookedAt,
    ...whole,
    leftOut: { ...whole.leftOut, ...(unsampled > 0 ? { unsampled } : {}) },
  };
}

/**
 * Sorts entries by what would become of them, and adds up what those take that would be worked on.
 */
async function createSurvey(options: EstimateOptions) {
  const gauge = await createGauge(options);
  const refused = new Map<string, { count: number; example: string }>();
  const left: Record<string, number> = {};
  const hashes = new Set<string>();
  let duplicates = 0;
  return {
    async add(entry: CorpusEntry): Promise<void> {
      const looked = await look(entry, options.definition);
      if (looked.kind === 'refused') count(refused, looked.code, looked.message);
      else if (looked.kind === 'left out') left[looked.why] = (left[looked.why] ?? 0) + 1;
      else if (hashes.has(looked.article.contentHash)) duplicates += 1;
      else {
        if (hashes.size < maxHashes) hashes.add(looked.article.contentHash);
        await gauge.add(looked.article);
      }
    },
    total: (): Found => ({
      duplicates,
      refused: [...refused].map(([code, one]) => ({ code, ...one })),
      leftOut: left,
      ...gauge.total(),
    }),
  };
}

type Looked =
  | { readonly kind: 'wanted'; readonly article: Article }
  | { readonly kind: 'left out'; readonly why: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

async function look(entry: CorpusEntry, { filter, options }: StoredDefinition): Promise<Looked> {
  try {
    const article = await entry.load();
    const why = leftOut(article, filter);
    if (why) return { kind: 'left out', why };
    if (options.language !== 'any') await requireDutch(article.body, entry.place);
    return { kind: 'wanted', article };
  } catch (error) {
    const { code, message } = TolkError.from(error);
    return { kind: 'refused', code, message };
  }
}

function count(
  refused: Map<string, { count: number; example: string }>,
  code: string,
  message: string,
): void {
  const known = refused.get(code);
  if (known) known.count += 1;
  else refused.set(code, { count: 1, example: message });
}

async function createGauge({
  definition,
  model,
  chunkTokens,
  glossary = createGlossary(),
}: EstimateOptions) {
  const { style = {}, summary = 'full' } = definition.options;
  const tokensOf = (text: string) => countTokens(model, [{ content: text }]);
  const system = {
    translate: await tokensOf(translateSystem(style)),
    summarise: summary === 'none' ? 0 : await tokensOf(summariseSystem(summary)),
  };
  let counted = 0;
  let countedCharacters = 0;
  let countedTokens = 0;
  const sums = {
    articles: 0,
    words: 0,
    calls: 0,
    dutch: 0,
    input: 0,
    segments: 0,
    systems: 0,
    summaries: 0,
  };
  return {
    async add(article: Article): Promise<void> {
      const segments = toSegments(article.body).filter(({ nl }) => !isEnglish(nl));
      const chunks = planChunks(segments, chunkTokens);
      const inputs = chunks.map((chunk, at) => {
        const terms = glossary.termsIn(chunk.segments.map(({ nl }) => nl).join('\n'));
        const before = at === 0 ? '' : (chunks[at - 1]?.segments.at(-1)?.nl.slice(-600) ?? '');
        return escapeInput(
          translateInput(at === 0 ? article.title : null, chunk.segments, {
            before,
            names: [],
            terms,
          }),
        );
      });
      const characters = article.body.length + (article.title?.length ?? 0);
      if (counted < countedArticles) {
        counted += 1;
        countedCharacters += characters;
        countedTokens += await tokensOf(article.body + (article.title ?? ''));
      }
      const perCharacter = countedTokens / Math.max(1, countedCharacters);
      sums.articles += 1;
      sums.words += countWords(article.body);
      sums.calls += chunks.length + (summary === 'none' ? 0 : 1);
      sums.dutch += characters * perCharacter;
      sums.input += inputs.reduce((all, text) => all + text.length, 0) * perCharacter;
      sums.segments += segments.length;
      sums.systems += system.translate * chunks.length;
      if (summary !== 'none') sums.summaries += 1;
    },
    total(): Pick<Estimate, 'articles' | 'words' | 'calls' | 'tokens'> {
      const english = sums.dutch * englishShare;
      const answer = english + jsonPerSegment * sums.segments + jsonPerAnswer * sums.articles;
      const summaryPrompt =
        sums.summaries === 0
          ? 0
          : sums.summaries * system.summarise + english + jsonPerSegment * sums.segments;
      const tokens = (share: number): TokenCount => ({
        prompt: Math.round(
          sums.systems +
            sums.input +
            summaryPrompt +
            share * 2 * (sums.input + english + (sums.articles * system.translate) / 2),
        ),
        completion: Math.round(
          answer + sums.summaries * summaryTokens[summary] + share * 2 * english,
        ),
      });
      return {
        articles: sums.articles,
        words: sums.words,
        calls: sums.calls,
        tokens: {
          low: tokens(mendShare.low),
          expected: tokens(mendShare.expected),
          high: tokens(mendShare.high),
        },
      };
    },
  };
}

type Found = Omit<Estimate, 'entries' | 'lookedAt'>;

/** What was found in a part of a corpus, for one `factor` times as large. */
function scale(found: Found, factor: number): Found {
  const times = (value: number) => Math.round(value * factor);
  const timesTokens = ({ prompt, completion }: TokenCount) => ({
    prompt: times(prompt),
    completion: times(completion),
  });
  const { low, expected, high } = found.tokens;
  return {
    articles: times(found.articles),
    duplicates: times(found.duplicates),
    words: times(found.words),
    refused: found.refused.map((one) => ({ ...one, count: times(one.count) })),
    leftOut: Object.fromEntries(
      Object.entries(found.leftOut).map(([why, many]) => [why, times(many)]),
    ),
    calls: times(found.calls),
    tokens: { low: timesTokens(low), expected: timesTokens(expected), high: timesTokens(high) },
  };
}

/** What tokens cost with a model; null where its price is not known. */
export function costOf(
  { prompt, completion }: TokenCount,
  model: string,
  prices: PriceTable,
  via: 'direct' | 'batch-api',
): number | null {
  return prices.cost(
    model,
    { promptTokens: prompt, cachedTokens: 0, completionTokens: completion },
    via,
  );
}

/**
 * Seconds a corpus takes: at the limits, or where they are not known at so many calls at a time of
 * so long.
 */
export function secondsFor(
  { calls, tokens }: Pick<Estimate, 'calls' | 'tokens'>,
  speed: {
    readonly requestsPerMinute: number | undefined;
    readonly tokensPerMinute: number | undefined;
    readonly atATime: number;
    readonly secondsPerCall: number;
  },
): number {
  const byRequests =
    speed.requestsPerMinute === undefined ? 0 : (calls / speed.requestsPerMinute) * 60;
  const all = tokens.expected.prompt + tokens.expected.completion;
  const byTokens = speed.tokensPerMinute === undefined ? 0 : (all / speed.tokensPerMinute) * 60;
  return Math.ceil(Math.max(byRequests, byTokens, (calls / speed.atATime) * speed.secondsPerCall));
}
