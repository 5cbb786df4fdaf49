import pLimit from 'p-limit';
import { type Chunk, planChunks, splitIntoParts } from '../article/chunks.ts';
import { isEnglish } from '../article/language.ts';
import type { Article } from '../article/schema.ts';
import { type Segment, toSegments } from '../article/segments.ts';
import type { Style, Translation } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { LlmClient } from '../llm/client.ts';
import { type ChunkContext, translateSystem } from './prompt.ts';
import {
  type Attribution,
  type TranslatedSegments,
  type TranslateSegmentsOptions,
  translateSegments,
} from './segments.ts';
import { type MemoryLookup, noMemoryMatches } from './translation-memory.ts';

/** How an article is cut up and asked. */
export interface TranslateOptions extends TranslateSegmentsOptions {
  readonly style: Style;
  readonly mode: 'fast' | 'careful';
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
  /** Calls under way at a time for this article; in careful mode always one. */
  readonly chunkConcurrency: number;
  /** Segments that need not be asked. */
  readonly recalled?: MemoryLookup | undefined;
  /** Called after each chunk, and once before the first. */
  readonly onChunk?: (done: number, total: number) => void;
}

/** Who gave the English of a segment. */
interface Origin {
  /** The segment; null for the title. */
  readonly segment: number | null;
  /** Null for a segment that was English already. */
  readonly by: Attribution | null;
  readonly memory: boolean;
}

/** An article in English, and where each segment comes from. */
export interface TranslatedArticle {
  readonly translation: Translation;
  readonly origins: readonly Origin[];
}

/** What is carried from chunk to chunk: this much of the text before, and this many names. */
const beforeCharacters = 600;
const maxNames = 40;

/**
 * Translates title and body, chunk by chunk; every segment comes back under its own number or the
 * article fails. A segment larger than a chunk is cut between sentences and put together again;
 * one that is English already stays as it is. In `fast` mode chunks go at the same time, each with
 * the Dutch before it; in `careful` mode one after another, with the English before it and the names
 * as they were written so far.
 *
 * @throws TolkError what the door throws; the other chunks under way are then stopped
 */
export async function translateArticle(
  article: Article,
  llm: LlmClient,
  options: TranslateOptions,
): Promise<TranslatedArticle> {
  const segments = toSegments(article.body);
  const recalled = (options.recalled ?? noMemoryMatches).segments;
  const pieces = segments
    .filter(({ n, nl }) => !recalled.has(n) && !isEnglish(nl))
    .flatMap((segment) =>
      splitIntoParts(segment, options.chunkTokens).map((nl) => ({ of: segment.n, nl })),
    )
    .map((piece, at) => ({ ...piece, n: at + 1 }));
  // Numbers stay the segments' own wherever they can: then the prompt is the article's.
  const whole = pieces.length === segments.length;
  const asked = pieces.map(({ nl, n, of }): Segment => ({ n: whole ? of : n, nl }));
  const chunks = planChunks(asked, options.chunkTokens);
  if (chunks.length === 0 && article.title !== null) chunks.push({ segments: [] });
  const runs =
    options.mode === 'careful'
      ? await inTurn(chunks, article, llm, options)
      : await atOnce(chunks, asked, article, llm, options);
  return assemble(segments, pieces, runs, recalled);
}

async function atOnce(
  chunks: readonly Chunk[],
  asked: readonly Segment[],
  article: Article,
  llm: LlmClient,
  options: TranslateOptions,
): Promise<TranslatedSegments[]> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(options.chunkConcurrency);
  let done = 0;
  let deferred: unknown;
  options.onChunk?.(done, chunks.length);
  const runs = await Promise.all(
    chunks.map((chunk, at) =>
      limit(async () => {
        signal.throwIfAborted();
        const first = chunk.segments[0];
        const before = first
          ? asked.slice(0, asked.indexOf(first)).at(-1)?.nl.slice(-beforeCharacters)
          : undefined;
        const mentioned = mentionedBefore(at, chunks, article, options);
        const context = { before: before ?? '', names: [], mentioned };
        const run = await askForChunk(chunk, at, article, context, llm, {
          ...options,
          signal,
        }).catch((error: unknown) => {
          // Through the Batch API all chunks are to be asked at once, not one a day.
          if (!TolkError.isInstance(error) || error.code !== 'llm.deferred') throw error;
          deferred = error;
          return { title: null, segments: [] };
        });
        done += 1;
        options.onChunk?.(done, chunks.length);
        return run;
      }),
    ),
  ).catch((error: unknown) => {
    stop.abort(error);
    throw error;
  });
  if (deferred !== undefined) throw deferred;
  return runs;
}

async function inTurn(
  chunks: readonly Chunk[],
  article: Article,
  llm: LlmClient,
  options: TranslateOptions,
): Promise<TranslatedSegments[]> {
  const runs: TranslatedSegments[] = [];
  const names = new Set<string>();
  let before = '';
  options.onChunk?.(0, chunks.length);
  for (const [at, chunk] of chunks.entries()) {
    options.signal?.throwIfAborted();
    const mentioned = mentionedBefore(at, chunks, article, options);
    const run = await askForChunk(
      chunk,
      at,
      article,
      { before, names: [...names].slice(-maxNames), mentioned },
      llm,
      options,
    );
    runs.push(run);
    before = run.segments.at(-1)?.en.slice(-beforeCharacters) ?? before;
    for (const { en } of run.segments) for (const name of namesIn(en)) names.add(name);
    options.onChunk?.(at + 1, chunks.length);
  }
  return runs;
}

/** Names of two words or more, as they stand inside sentences: those that could come out differently next time. */
const namesIn = (english: string): string[] =>
  english.match(
    /(?<=[\p{Ll},] )\p{Lu}[\p{L}'’-]+(?: (?:of|the|de|van|den|der|\p{Lu}[\p{L}'’-]+))*(?<=\p{Lu}[\p{L}'’-]+)/gu,
  ) ?? [];

/** Terms that occur before this chunk. */
function mentionedBefore(
  at: number,
  chunks: readonly Chunk[],
  { title }: Article,
  { glossary }: TranslateOptions,
): Set<string> {
  const text = [
    title ?? '',
    ...chunks.slice(0, at).flatMap(({ segments }) => segments.map(({ nl }) => nl)),
  ].join('\n');
  return new Set(at === 0 ? [] : glossary.termsIn(text).map(({ nl }) => nl));
}

function askForChunk(
  chunk: Chunk,
  at: number,
  article: Article,
  context: Omit<ChunkContext, 'terms'>,
  llm: LlmClient,
  options: TranslateOptions,
): Promise<TranslatedSegments> {
  return translateSegments(
    translateSystem(options.style),
    at === 0 ? article.title : null,
    chunk.segments,
    context,
    llm,
    options,
  );
}

function assemble(
  segments: readonly Segment[],
  pieces: ReadonlyArray<{ readonly of: number; readonly nl: string }>,
  runs: readonly TranslatedSegments[],
  recalled: MemoryLookup['segments'],
): TranslatedArticle {
  const answers = runs.flatMap((run) => run.segments);
  const english = new Map<number, Array<TranslatedSegments['segments'][number]>>();
  for (const [at, { of }] of pieces.entries()) {
    const answer = answers[at];
    if (answer) english.set(of, [...(english.get(of) ?? []), answer]);
  }
  const title = runs[0]?.title ?? null;
  const first = answers[0];
  const origins: Origin[] = segments.map(({ n }) => {
    const known = recalled.get(n);
    if (known) return { segment: n, by: known, memory: true };
    return { segment: n, by: english.get(n)?.at(-1)?.by ?? null, memory: false };
  });
  if (title !== null) origins.unshift({ segment: null, by: first?.by ?? null, memory: false });
  return {
    translation: {
      title,
      segments: segments.map(({ n, nl }) => ({
        n,
        nl,
        en:
          recalled.get(n)?.en ??
          english
            .get(n)
            ?.map(({ en }) => en)
            .join(' ') ??
          nl,
      })),
    },
    origins,
  };
}
