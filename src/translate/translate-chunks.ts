import pLimit from 'p-limit';
import type { Chunk } from '../article/chunks.ts';
import type { Segment } from '../article/segments.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { type SegmentGroup, type TranslatedSegments, translateSegments } from './segments.ts';

/** An article cut into chunks. */
export interface ChunkPlan {
  readonly system: string;
  readonly glossary: Glossary;
  readonly title: string | null;
  /** All segments asked, in order. */
  readonly asked: readonly Segment[];
  readonly chunks: readonly Chunk[];
  /** Calls in flight at a time. */
  readonly concurrency: number;
  readonly onChunk: (done: number, total: number) => void;
}

/** The text before a chunk that goes along with it, at most. */
const beforeCharacters = 600;
/** Names that go along with a chunk, at most. */
const maxNames = 40;

/** Translates all chunks at the same time; what goes wrong with one stops the others. */
export async function translateInParallel(
  llm: ArticleLlm,
  plan: ChunkPlan,
): Promise<TranslatedSegments[]> {
  const stop = new AbortController();
  const outer = llm.settings.signal;
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const stoppable = llm.with({ signal });
  const limit = pLimit(plan.concurrency);
  const total = plan.chunks.length;
  let done = 0;
  let deferred: TolkError | undefined;

  const translateChunk = async (at: number): Promise<TranslatedSegments> => {
    signal.throwIfAborted();
    const group = groupOf(plan, at, { before: dutchBefore(plan, at), names: [] });
    const translated = await translateSegments(stoppable, group).catch((error: unknown) => {
      // Through the Batch API all chunks must be asked at once, not one a day.
      if (!TolkError.isInstance(error) || error.code !== 'llm.deferred') throw error;
      deferred = error;
      return { title: null, segments: [] };
    });
    done += 1;
    plan.onChunk(done, total);
    return translated;
  };

  plan.onChunk(0, total);
  try {
    const chunks = plan.chunks.map((_, at) => limit(() => translateChunk(at)));
    const groups = await Promise.all(chunks);
    if (deferred !== undefined) throw deferred;
    return groups;
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

/** Translates one chunk after another, each with the English before it. */
export async function translateInSequence(
  llm: ArticleLlm,
  plan: ChunkPlan,
): Promise<TranslatedSegments[]> {
  const groups: TranslatedSegments[] = [];
  const names = new Set<string>();
  let before = '';
  plan.onChunk(0, plan.chunks.length);
  for (const at of plan.chunks.keys()) {
    llm.settings.signal?.throwIfAborted();
    const knownNames = [...names].slice(-maxNames);
    const group = groupOf(plan, at, { before, names: knownNames });
    const translated = await translateSegments(llm, group);
    groups.push(translated);
    before = translated.segments.at(-1)?.en.slice(-beforeCharacters) ?? before;
    for (const name of translated.segments.flatMap(({ en }) => namesIn(en))) names.add(name);
    plan.onChunk(at + 1, plan.chunks.length);
  }
  return groups;
}

function groupOf(
  plan: ChunkPlan,
  at: number,
  context: Pick<SegmentGroup, 'before' | 'names'>,
): SegmentGroup {
  return {
    system: plan.system,
    glossary: plan.glossary,
    title: at === 0 ? plan.title : null,
    segments: plan.chunks[at]?.segments ?? [],
    mentioned: termsBefore(plan, at),
    ...context,
  };
}

/** The end of the Dutch before a chunk. */
function dutchBefore({ asked, chunks }: ChunkPlan, at: number): string {
  const first = chunks[at]?.segments[0];
  if (!first) return '';
  const previous = asked.slice(0, asked.indexOf(first)).at(-1);
  return previous?.nl.slice(-beforeCharacters) ?? '';
}

/** Dutch terms of the glossary that occur before a chunk. */
function termsBefore({ glossary, title, chunks }: ChunkPlan, at: number): ReadonlySet<string> {
  if (at === 0) return new Set();
  const segments = chunks.slice(0, at).flatMap((chunk) => chunk.segments);
  const text = [title ?? '', ...segments.map(({ nl }) => nl)].join('\n');
  return new Set(glossary.termsIn(text).map(({ nl }) => nl));
}

const capitalised = String.raw`\p{Lu}[\p{L}'’-]+`;
const furtherWord = `(?:of|the|de|van|den|der|${capitalised})`;
/** Names of two words or more inside a sentence: those that could be written differently later. */
const longName = new RegExp(
  String.raw`(?<=[\p{Ll},] )${capitalised}(?: ${furtherWord})*(?<=${capitalised})`,
  'gu',
);

function namesIn(english: string): string[] {
  return english.match(longName) ?? [];
}
