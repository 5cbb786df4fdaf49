import type { z } from 'zod';
import { estimateTokens } from '../article/chunks.ts';
import { cleanEnglish } from '../article/clean-english.ts';
import type { Style } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { CompletionRequest } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import type { DraftListener } from './draft-listener.ts';
import { DraftScanner } from './draft-scanner.ts';
import {
  type AskedSegment,
  type ChunkContext,
  findTranslateProblems,
  translateAnswerSchema,
  translateGrammar,
  translateInput,
} from './prompt.ts';
import type { Attribution, Rendering } from './rendering.ts';
import { reshapeTranslation } from './reshape-answer.ts';
import type { PromptKind } from './short-prompt.ts';
import { type TextRequest, translateText } from './texts.ts';

/** How an article's English is to be made, in every step alike. */
export interface TranslationSettings {
  readonly style: Style;
  readonly glossary: Glossary;
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
  /** How the model is asked. */
  readonly prompt: PromptKind;
}

/** Segments to translate in one call, with what surrounds them. */
export interface SegmentGroup extends Omit<ChunkContext, 'terms'> {
  readonly system: string;
  /**
   * Asks text by text in a short prompt of this style, in place of all together with `system`.
   *
   * @default all together
   */
  readonly short?: Style | undefined;
  readonly glossary: Glossary;
  /** The Dutch title where it belongs to this group. */
  readonly title: string | null;
  readonly segments: readonly AskedSegment[];
  readonly drafts?: DraftListener | undefined;
  /** There is English already: an answer that is never usable is not worth asking in halves. */
  readonly isRevision?: boolean;
  /** See the round of a completion request. */
  readonly round?: number | undefined;
}

/** English for a group of segments. */
export interface TranslatedSegments {
  readonly title: Rendering | null;
  readonly segments: ReadonlyArray<Rendering & { readonly n: number }>;
}

/** The article's part of the prompt, with the terms of the glossary that occur in it. */
export function inputOf({ glossary, title, segments, short, ...context }: SegmentGroup): string {
  if (short !== undefined) return [title ?? [], segments.map(({ nl }) => nl)].flat(2).join('\n');
  const terms = glossary.termsIn([title ?? '', ...segments.map(({ nl }) => nl)].join('\n'));
  return escapeInput(translateInput(title, segments, { ...context, terms }));
}

/** After these, fewer segments per call may work. */
const splittable = [
  'llm.cut_off',
  'llm.looped',
  'llm.too_long',
  'llm.bad_answer',
  'llm.refused',
  'llm.filtered',
];

/** More than there are rounds of post-edits. */
const loopRound = 10;

/** How much more output one segment is allowed after its answer was cut off. */
const largerOutput = 3;

/** True for an error that leaves earlier English valid: the model failed, and nothing is broken. */
export function isModelFailure(error: unknown): error is TolkError {
  if (!TolkError.isInstance(error)) return false;
  return splittable.includes(error.code) || error.code === 'llm.thought_too_long';
}

/**
 * True where fewer segments may work. A call that is out of time had twice its time already, but a
 * shorter answer may still come in time.
 */
function mayBeSplit(error: unknown): error is TolkError {
  if (!TolkError.isInstance(error)) return false;
  return splittable.includes(error.code) || error.code === 'llm.timeout';
}

/**
 * Translates a group of segments. What is cut off, refused, never usable or out of time is split and
 * sent in halves; a single segment that is cut off is allowed a longer answer, and one on which the
 * model was caught in a loop other words, once.
 *
 * @throws TolkError what the client throws for a single segment
 */
export async function translateSegments(
  llm: ArticleLlm,
  group: SegmentGroup,
): Promise<TranslatedSegments> {
  if (group.short !== undefined) return translateByText(llm, group, group.short);
  try {
    return await translateOnce(llm, group);
  } catch (error) {
    if (!mayBeSplit(error) || llm.settings.ceiling.isReached) throw error;
    if (group.isRevision && error.code === 'llm.bad_answer') throw error;
    if (group.segments.length > 1) return translateHalves(llm, group);
    if (error.code === 'llm.cut_off')
      return translateOnce(llm, group, { outputFactor: largerOutput });
    if (error.code === 'llm.looped')
      return translateOnce(llm, outOfLoop(group), { sampling: 'varied' });
    throw error;
  }
}

/** Translates title and segments each in a call of its own. */
async function translateByText(
  llm: ArticleLlm,
  { title, segments, glossary, round, drafts }: SegmentGroup,
  style: Style,
): Promise<TranslatedSegments> {
  const request = { style, glossary, round };
  let isDeferred: TolkError | undefined;
  const ask = async (text: TextRequest): Promise<Rendering> => {
    const answer = await translateText(llm, text).catch(deferred);
    if (!TolkError.isInstance(answer)) return answer;
    isDeferred = answer;
    return { en: '', by: { model: '', asked: '', call: '' } };
  };
  const newTitle = title === null ? null : await ask({ ...request, nl: title });
  const renderings: Array<Rendering & { readonly n: number }> = [];
  for (const { n, nl } of segments) {
    const onDraft = (en: string) => drafts?.onDraft(n, en);
    renderings.push({ n, ...(await ask({ ...request, nl, drafts, onDraft })) });
  }
  if (isDeferred) throw isDeferred;
  return { title: newTitle, segments: renderings };
}

/** Translates a group in halves at once, where asking for all of it has failed already. */
export function translateInHalves(
  llm: ArticleLlm,
  group: SegmentGroup,
): Promise<TranslatedSegments> {
  return group.segments.length > 1 ? translateHalves(llm, group) : translateSegments(llm, group);
}

async function translateHalves(llm: ArticleLlm, group: SegmentGroup): Promise<TranslatedSegments> {
  const half = Math.ceil(group.segments.length / 2);
  const beginning = { ...group, segments: group.segments.slice(0, half) };
  const end = { ...group, title: null, segments: group.segments.slice(half) };
  const first = await translateSegments(llm, beginning).catch(deferred);
  const second = await translateSegments(llm, end);
  if (TolkError.isInstance(first)) throw first;
  return { title: first.title, segments: [...first.segments, ...second.segments] };
}

/** Through the Batch API both halves must be asked at once, not one a day. */
function deferred(error: unknown): TolkError {
  if (TolkError.isInstance(error) && error.code === 'llm.deferred') return error;
  throw error;
}

/** How a single segment is asked again. */
interface Again {
  readonly outputFactor?: number;
  readonly sampling?: 'varied';
}

/** Another round: the answer that looped must not be taken from the cache. */
function outOfLoop(group: SegmentGroup): SegmentGroup {
  return { ...group, round: (group.round ?? 0) + loopRound };
}

/** The question that asks for a group, its segments together. */
export function requestFor(
  group: SegmentGroup,
): CompletionRequest<z.output<typeof translateAnswerSchema>> {
  const { system, title, segments, round } = group;
  const input = inputOf(group);
  return {
    task: 'translation',
    system,
    input,
    schema: translateAnswerSchema,
    findProblems: findTranslateProblems(title, segments),
    grammar: () => translateGrammar(title, segments),
    reshape: (answer) => reshapeTranslation(answer, { title, segments }),
    maxOutputTokens: roomFor(input),
    round,
  };
}

/**
 * Room for the English of an input, in tokens: it is about as long as the Dutch; twice that leaves
 * space for JSON and for models that think first.
 */
export function roomFor(input: string): number {
  return estimateTokens(input) * 2 + 1_000;
}

async function translateOnce(
  llm: ArticleLlm,
  group: SegmentGroup,
  { outputFactor = 1, sampling }: Again = {},
): Promise<TranslatedSegments> {
  const { title } = group;
  const request = requestFor(group);
  const { value, model, asked, call } = await llm.complete({
    ...request,
    sampling,
    maxOutputTokens: request.maxOutputTokens * outputFactor,
    listen: await listenFor(group),
  });
  const by: Attribution = { model, asked, call };
  const newTitle = title === null ? undefined : value.title?.trim();
  return {
    title: newTitle === undefined ? null : { en: newTitle, by },
    segments: value.segments.map(({ n, en }) => ({ n, en: en.trim(), by })),
  };
}

/** What turns the text of an answer into drafts, one for each try at it; nothing if none watches. */
export async function listenFor({ drafts, segments }: Pick<SegmentGroup, 'drafts' | 'segments'>) {
  if (!(await drafts?.isWanted())) return undefined;
  const asked = new Map(segments.map(({ n, nl }) => [n, nl]));
  return () => {
    const scanner = new DraftScanner((n, en) => {
      const nl = asked.get(n);
      if (nl !== undefined) drafts?.onDraft(n, cleanEnglish(en, nl));
    });
    return (text: string) => scanner.feed(text);
  };
}
