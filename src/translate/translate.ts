import pLimit from 'p-limit';
import { estimateTokens, planChunks } from '../article/chunks.ts';
import type { Article } from '../article/schema.ts';
import { type Segment, toSegments } from '../article/segments.ts';
import type { ArticleOptions, Translation } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { toData } from '../llm/data.ts';
import type { LlmDoor } from '../llm/door.ts';
import type { Spend } from '../llm/usage.ts';
import { translateAnswerSchema, translateInput, translateSystem } from './prompt.ts';

/** How an article is cut up and asked. */
export interface TranslateOptions extends Pick<ArticleOptions, 'model' | 'cache'> {
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
  /** Calls under way at a time for this article. */
  readonly chunkConcurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onSpend: (spend: Spend) => void;
  /** Called after each chunk, and once before the first. */
  readonly onChunk?: (done: number, total: number) => void;
  /** What is doubtful about a translation of some of the segments, in words for the model. */
  readonly review: (title: string | null, translation: Translation) => readonly string[];
}

/** An article in English, and the models that made it. */
export interface TranslatedArticle {
  readonly translation: Translation;
  readonly models: readonly string[];
}

/** English for a run of segments. */
interface Part {
  readonly title: string | null;
  readonly english: readonly string[];
  readonly models: readonly string[];
}

/**
 * Translates title and body, chunk by chunk; every segment comes back under its own number or the
 * article fails. A chunk that is cut off, refused or never comes back right is split and asked in
 * halves.
 *
 * @throws TolkError what the door throws; the other chunks under way are then stopped
 */
export async function translateArticle(article: Article, llm: LlmDoor, options: TranslateOptions): Promise<TranslatedArticle> {
  const segments = toSegments(article.body);
  const chunks = planChunks(segments, options.chunkTokens);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(options.chunkConcurrency);
  let done = 0;
  options.onChunk?.(done, chunks.length);
  const parts = await Promise.all(
    chunks.map((chunk, at) =>
      limit(async () => {
        signal.throwIfAborted();
        const part = await translateRun(chunk.segments, at === 0 ? article.title : null, llm, { ...options, signal });
        done += 1;
        options.onChunk?.(done, chunks.length);
        return part;
      }),
    ),
  ).catch((error: unknown) => {
    stop.abort(error);
    throw error;
  });
  const english = parts.flatMap((part) => part.english);
  return {
    translation: {
      title: parts[0]?.title ?? null,
      segments: segments.map((segment, at) => ({ ...segment, en: english[at] ?? '' })),
    },
    models: parts.flatMap((part) => part.models),
  };
}

/** With these, fewer segments at a time may go better. */
const splittable = ['llm.cut_off', 'llm.too_long', 'llm.bad_answer', 'llm.refused', 'llm.filtered'];

async function translateRun(
  segments: readonly Segment[],
  title: string | null,
  llm: LlmDoor,
  options: TranslateOptions,
  room = 1,
): Promise<Part> {
  try {
    return await askForRun(segments, title, llm, options, room);
  } catch (error) {
    if (!TolkError.isInstance(error) || !splittable.includes(error.code)) throw error;
    if (segments.length > 1) {
      const half = Math.ceil(segments.length / 2);
      const first = await translateRun(segments.slice(0, half), title, llm, options);
      const second = await translateRun(segments.slice(half), null, llm, options);
      return { title: first.title, english: [...first.english, ...second.english], models: [...first.models, ...second.models] };
    }
    // A single segment cannot be split, but it can be given more room, once.
    if (error.code === 'llm.cut_off' && room === 1) return translateRun(segments, title, llm, options, 3);
    throw error;
  }
}

async function askForRun(
  segments: readonly Segment[],
  title: string | null,
  llm: LlmDoor,
  options: TranslateOptions,
  room: number,
): Promise<Part> {
  const input = toData(translateInput(title, segments));
  const pair = (answer: { title: string | null; segments: ReadonlyArray<{ en: string }> }): Translation => ({
    title: title === null ? null : (answer.title?.trim() ?? null),
    segments: segments.map((segment, at) => ({ ...segment, en: answer.segments[at]?.en.trim() ?? '' })),
  });
  const { model, cache, signal, onSpend } = options;
  const answer = await llm.complete({
    task: 'translation',
    system: translateSystem,
    input,
    schema: translateAnswerSchema(title, segments),
    review: (value) => options.review(title, pair(value)),
    // English is about as long as the Dutch; twice that leaves room for JSON and for models that think first.
    maxOutputTokens: (estimateTokens(input) * 2 + 1_000) * room,
    model,
    cache,
    signal,
    onSpend,
  });
  const translation = pair(answer.value);
  return { title: translation.title, english: translation.segments.map(({ en }) => en), models: [answer.model] };
}
