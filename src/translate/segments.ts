import { estimateTokens } from '../article/chunks.ts';
import { cleanEnglish } from '../article/clean-english.ts';
import type { Style } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { LlmAnswer } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import { DraftScanner } from './draft-scanner.ts';
import {
  type AskedSegment,
  type ChunkContext,
  translateAnswerSchema,
  translateGrammar,
  translateInput,
} from './prompt.ts';
import { reshapeTranslation } from './reshape-answer.ts';

/** How an article's English is to be made, in every step alike. */
export interface TranslationSettings {
  readonly style: Style;
  readonly glossary: Glossary;
  /** Dutch tokens per call, estimated. */
  readonly chunkTokens: number;
}

/** Who watches segments being translated. */
export interface DraftListener {
  /** Asked before each call: an answer that nobody watches is cheaper. */
  isWanted(): Promise<boolean>;
  /** Receives the English of a segment as soon as the model has written it, unchecked. */
  onDraft(segment: number, en: string): void;
}

/** Segments to translate in one call, with what surrounds them. */
export interface SegmentGroup extends Omit<ChunkContext, 'terms'> {
  readonly system: string;
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

/** Who gave some English: the model as the server names it, as it was asked, and the call. */
export type Attribution = Pick<LlmAnswer<unknown>, 'model' | 'asked' | 'call'>;

/** New English for a title or segment. */
export interface Rendering {
  readonly en: string;
  readonly by: Attribution;
}

/** English for a group of segments. */
export interface TranslatedSegments {
  readonly title: Rendering | null;
  readonly segments: ReadonlyArray<Rendering & { readonly n: number }>;
}

/** The article's part of the prompt, with the terms of the glossary that occur in it. */
export function inputOf({ glossary, title, segments, ...context }: SegmentGroup): string {
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

async function translateOnce(
  llm: ArticleLlm,
  group: SegmentGroup,
  { outputFactor = 1, sampling }: Again = {},
): Promise<TranslatedSegments> {
  const { system, title, segments, round } = group;
  const input = inputOf(group);
  const { value, model, asked, call } = await llm.complete({
    task: 'translation',
    system,
    input,
    schema: translateAnswerSchema(title, segments),
    grammar: translateGrammar(title, segments),
    sampling,
    reshape: (answer) => reshapeTranslation(answer, { title, segments }),
    // English is about as long as the Dutch; twice that leaves space for JSON and for models that
    // think first.
    maxOutputTokens: (estimateTokens(input) * 2 + 1_000) * outputFactor,
    listen: await listenFor(group),
    round,
  });
  const by: Attribution = { model, asked, call };
  const newTitle = title === null ? undefined : value.title?.trim();
  return {
    title: newTitle === undefined ? null : { en: newTitle, by },
    segments: value.segments.map(({ n, en }) => ({ n, en: en.trim(), by })),
  };
}

/** What turns the text of an answer into drafts, one for each try at it; nothing if none watches. */
async function listenFor({ drafts, segments }: SegmentGroup) {
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
