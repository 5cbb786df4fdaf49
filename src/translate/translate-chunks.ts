import pLimit from 'p-limit';
import { TolkError } from '../errors.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { beforeCharacters, type ChunkPlan, groupOf, groupWithDutch } from './chunk-plan.ts';
import { type TranslatedSegments, translateSegments } from './segments.ts';

/** How the chunks of an article are sent. */
export interface ChunkOptions {
  /** Calls in flight at a time. */
  readonly concurrency: number;
  readonly onChunk: (done: number, total: number) => void;
}

/** Names that go along with a chunk, at most. */
const maxNames = 40;

/**
 * Translates all chunks at the same time. What goes wrong with one stops the others, once the calls
 * in flight are answered: they are paid in any case, and the next attempt need not make them again.
 */
export async function translateInParallel(
  llm: ArticleLlm,
  plan: ChunkPlan,
  { concurrency, onChunk }: ChunkOptions,
): Promise<TranslatedSegments[]> {
  const stop = new AbortController();
  const halt = stop.signal;
  const { signal } = llm.settings;
  const stoppable = llm.with({ halt });
  const limit = pLimit(concurrency);
  const total = plan.chunks.length;
  let done = 0;
  let deferred: TolkError | undefined;

  const translateChunk = async (at: number): Promise<TranslatedSegments> => {
    signal?.throwIfAborted();
    halt.throwIfAborted();
    const group = groupWithDutch(plan, at);
    const translated = await translateSegments(stoppable, group).catch((error: unknown) => {
      // Through the Batch API all chunks must be asked at once, not one a day.
      if (!TolkError.isInstance(error) || error.code !== 'llm.deferred') {
        stop.abort(error);
        throw error;
      }
      deferred = error;
      return { title: null, segments: [] };
    });
    done += 1;
    onChunk(done, total);
    return translated;
  };

  onChunk(0, total);
  const chunks = plan.chunks.map((_, at) => limit(() => translateChunk(at)));
  await Promise.allSettled(chunks);
  halt.throwIfAborted();
  if (deferred !== undefined) throw deferred;
  return Promise.all(chunks);
}

/** Translates one chunk after another, each with the English before it. */
export async function translateInSequence(
  llm: ArticleLlm,
  plan: ChunkPlan,
  { onChunk }: Pick<ChunkOptions, 'onChunk'>,
): Promise<TranslatedSegments[]> {
  const groups: TranslatedSegments[] = [];
  const names = new Set<string>();
  let before = '';
  onChunk(0, plan.chunks.length);
  for (const at of plan.chunks.keys()) {
    llm.settings.signal?.throwIfAborted();
    const knownNames = [...names].slice(-maxNames);
    const group = groupOf(plan, at, { before, names: knownNames });
    const translated = await translateSegments(llm, group);
    groups.push(translated);
    before = translated.segments.at(-1)?.en.slice(-beforeCharacters) ?? before;
    for (const name of translated.segments.flatMap(({ en }) => namesIn(en))) names.add(name);
    onChunk(at + 1, plan.chunks.length);
  }
  return groups;
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
