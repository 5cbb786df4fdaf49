import { estimateTokens } from '../article/chunks.ts';
import type { ArticleOptions } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { LlmAnswer, LlmClient } from '../llm/client.ts';
import type { Spend } from '../llm/cost/usage.ts';
import { escapeInput } from '../llm/escape-input.ts';
import {
  type AskedSegment,
  type ChunkContext,
  translateAnswerSchema,
  translateInput,
} from './prompt.ts';

/** What every question about an article's segments is asked with. */
export interface TranslateSegmentsOptions extends Pick<ArticleOptions, 'model' | 'cache'> {
  readonly glossary: Glossary;
  /** For the how manieth time this is asked; see the door's question. */
  readonly round?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onSpend: (spend: Spend) => void;
}

/** Who gave some English: the model as the server names it, as it was asked, and the call. */
export type Attribution = Pick<LlmAnswer<unknown>, 'model' | 'asked' | 'call'>;

/** English for a run of segments, and who gave each. */
export interface TranslatedSegments {
  readonly title: string | null;
  readonly segments: ReadonlyArray<{
    readonly n: number;
    readonly en: string;
    readonly by: Attribution;
  }>;
}

/** With these, fewer segments at a time may go better. */
const splittable = [
  'llm.cut_off',
  'llm.looped',
  'llm.too_long',
  'llm.bad_answer',
  'llm.refused',
  'llm.filtered',
];

/** True for an error after which what is there may stand: the model could not do it, nothing is broken. */
export function isIncapable(error: unknown): boolean {
  return TolkError.isInstance(error) && splittable.includes(error.code);
}

/**
 * Asks for the English of a run of segments. What is cut off, refused or never comes back right is
 * split and asked in halves; a single segment that is cut off gets more room, once.
 *
 * @throws TolkError what the door throws for a single segment
 */
export async function translateSegments(
  system: string,
  title: string | null,
  segments: readonly AskedSegment[],
  context: Omit<ChunkContext, 'terms'>,
  llm: LlmClient,
  options: TranslateSegmentsOptions,
  room = 1,
): Promise<TranslatedSegments> {
  try {
    return await askOnce(system, title, segments, context, llm, options, room);
  } catch (error) {
    if (!isIncapable(error)) throw error;
    if (segments.length > 1) {
      const half = Math.ceil(segments.length / 2);
      const first = await translateSegments(
        system,
        title,
        segments.slice(0, half),
        context,
        llm,
        options,
      );
      const second = await translateSegments(
        system,
        null,
        segments.slice(half),
        context,
        llm,
        options,
      );
      return { title: first.title, segments: [...first.segments, ...second.segments] };
    }
    if (TolkError.isInstance(error) && error.code === 'llm.cut_off' && room === 1) {
      return translateSegments(system, title, segments, context, llm, options, 3);
    }
    throw error;
  }
}

async function askOnce(
  system: string,
  title: string | null,
  segments: readonly AskedSegment[],
  context: Omit<ChunkContext, 'terms'>,
  llm: LlmClient,
  { model, cache, signal, onSpend, glossary, round }: TranslateSegmentsOptions,
  room: number,
): Promise<TranslatedSegments> {
  const terms = glossary.termsIn([title ?? '', ...segments.map(({ nl }) => nl)].join('\n'));
  const input = escapeInput(translateInput(title, segments, { ...context, terms }));
  const answer = await llm.complete({
    task: 'translation',
    system,
    input,
    schema: translateAnswerSchema(title, segments),
    // English is about as long as the Dutch; twice that leaves room for JSON and for models that think first.
    maxOutputTokens: (estimateTokens(input) * 2 + 1_000) * room,
    round,
    model,
    cache,
    signal,
    onSpend,
  });
  const by: Attribution = { model: answer.model, asked: answer.asked, call: answer.call };
  return {
    title: title === null ? null : (answer.value.title?.trim() ?? null),
    segments: answer.value.segments.map(({ n, en }) => ({ n, en: en.trim(), by })),
  };
}
