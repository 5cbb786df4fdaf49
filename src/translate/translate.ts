import pLimit from 'p-limit';
import { type Chunk, estimateTokens, planChunks } from '../article/chunks.ts';
import type { Article } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import type { Translation } from '../contract.ts';
import { toData } from '../llm/data.ts';
import type { Answer, LlmDoor } from '../llm/door.ts';
import { translateAnswerSchema, translateInput, translateSystem } from './prompt.ts';

/** How an article is cut up and asked. */
export interface TranslateOptions {
  readonly model?: string | undefined;
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
  /** Calls under way at a time for this article. */
  readonly chunkConcurrency: number;
  readonly signal?: AbortSignal | undefined;
  /** Called after each chunk, and once before the first. */
  readonly onChunk?: (done: number, total: number) => void;
}

type ChunkAnswer = Answer<{ title: string | null; segments: { n: number; en: string }[] }>;

/**
 * Translates title and body, chunk by chunk; every segment comes back under its own number or the
 * call fails.
 *
 * @throws TolkError what the door throws; the other chunks under way are then stopped
 */
export async function translateArticle(
  article: Article,
  llm: LlmDoor,
  options: TranslateOptions,
): Promise<{ translation: Translation; answers: ChunkAnswer[] }> {
  const segments = toSegments(article.body);
  const chunks = planChunks(segments, options.chunkTokens);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const limit = pLimit(options.chunkConcurrency);
  let done = 0;
  options.onChunk?.(done, chunks.length);
  const answers = await Promise.all(
    chunks.map((chunk, at) =>
      limit(async () => {
        signal.throwIfAborted();
        const answer = await translateChunk(chunk, at === 0 ? article.title : null, llm, { ...options, signal });
        done += 1;
        options.onChunk?.(done, chunks.length);
        return answer;
      }),
    ),
  ).catch((error: unknown) => {
    stop.abort();
    throw error;
  });
  const english = answers.flatMap((answer) => answer.value.segments);
  return {
    translation: {
      title: article.title === null ? null : (answers[0]?.value.title ?? null),
      segments: segments.map((segment, at) => ({ ...segment, en: english[at]?.en.trim() ?? '' })),
    },
    answers,
  };
}

function translateChunk(chunk: Chunk, title: string | null, llm: LlmDoor, options: TranslateOptions): Promise<ChunkAnswer> {
  const input = toData(translateInput(title, chunk.segments));
  return llm.complete({
    task: 'translation',
    system: translateSystem,
    input,
    schema: translateAnswerSchema(title, chunk.segments),
    // English is about as long as the Dutch; twice that leaves room for JSON and for models that think first.
    maxOutputTokens: estimateTokens(input) * 2 + 1_000,
    model: options.model,
    signal: options.signal,
  });
}
