import { planChunks, splitIntoParts } from '../article/chunks.ts';
import { isEnglish } from '../article/language.ts';
import type { Article } from '../article/schema.ts';
import { type Segment, toSegments } from '../article/segments.ts';
import type { Translation } from '../contract.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { translateSystem } from './prompt.ts';
import type {
  Attribution,
  Rendering,
  TranslatedSegments,
  TranslationSettings,
} from './segments.ts';
import { type ChunkPlan, translateInParallel, translateInSequence } from './translate-chunks.ts';
import { type MemoryLookup, noMemoryMatches } from './translation-memory.ts';

/** How an article is translated. */
export interface TranslateOptions extends TranslationSettings {
  readonly mode: 'fast' | 'careful';
  /** Calls in flight at a time for this article; in careful mode always one. */
  readonly chunkConcurrency: number;
  /** Segments that need not be asked. @default none */
  readonly memoryMatches?: MemoryLookup | undefined;
  /** Called after each chunk, and once before the first. */
  readonly onChunk?: (done: number, total: number) => void;
}

/** Where the English of a segment comes from. */
export interface Origin {
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

/** A segment, or a part of one, as it is asked: under a number of its own. */
interface Piece extends Segment {
  /** The segment it belongs to. */
  readonly of: number;
}

/**
 * Translates title and body, chunk by chunk; every segment returns under its own number or the
 * article fails. A segment larger than a chunk is cut between sentences and joined again; one that
 * is English already stays as it is. In `fast` mode chunks are translated at the same time, each
 * with the Dutch before it; in `careful` mode one after another, with the English before it and the
 * names as they were written so far.
 *
 * @throws TolkError what the client throws; the other chunks in flight are then stopped
 */
export async function translateArticle(
  article: Article,
  llm: ArticleLlm,
  options: TranslateOptions,
): Promise<TranslatedArticle> {
  const segments = toSegments(article.body);
  const matches = (options.memoryMatches ?? noMemoryMatches).segments;
  const wanted = segments.filter(({ n, nl }) => !matches.has(n) && !isEnglish(nl));
  const pieces = cutToSize(wanted, options.chunkTokens);
  // Numbers stay the segments' own wherever they can: then the prompt is the article's.
  const isWhole = pieces.length === segments.length;
  const asked = pieces.map(({ nl, n, of }): Segment => ({ n: isWhole ? of : n, nl }));
  const chunks = planChunks(asked, options.chunkTokens);
  if (chunks.length === 0 && article.title !== null) chunks.push({ segments: [] });
  const plan: ChunkPlan = {
    system: translateSystem(options.style),
    glossary: options.glossary,
    title: article.title,
    asked,
    chunks,
    concurrency: options.chunkConcurrency,
    onChunk: options.onChunk ?? (() => {}),
  };
  const translateChunks = options.mode === 'careful' ? translateInSequence : translateInParallel;
  const groups = await translateChunks(llm, plan);
  return assemble(segments, {
    title: groups[0]?.title ?? null,
    matches,
    answers: joinPieces(pieces, groups),
  });
}

function cutToSize(segments: readonly Segment[], maxTokens: number): Piece[] {
  return segments
    .flatMap((segment) => splitIntoParts(segment, maxTokens).map((nl) => ({ of: segment.n, nl })))
    .map((piece, at) => ({ ...piece, n: at + 1 }));
}

/** The English of each segment that was asked, its parts joined; the last part gives its origin. */
function joinPieces(
  pieces: readonly Piece[],
  groups: readonly TranslatedSegments[],
): Map<number, Rendering> {
  const answers = groups.flatMap((group) => group.segments);
  const joined = new Map<number, Rendering>();
  for (const [at, { of }] of pieces.entries()) {
    const answer = answers[at];
    if (!answer) continue;
    const before = joined.get(of);
    joined.set(of, { en: before ? `${before.en} ${answer.en}` : answer.en, by: answer.by });
  }
  return joined;
}

interface Parts {
  readonly title: Rendering | null;
  readonly matches: MemoryLookup['segments'];
  readonly answers: ReadonlyMap<number, Rendering>;
}

function assemble(
  segments: readonly Segment[],
  { title, matches, answers }: Parts,
): TranslatedArticle {
  const originOf = (n: number): Origin => {
    const match = matches.get(n);
    if (match) return { segment: n, by: match, memory: true };
    return { segment: n, by: answers.get(n)?.by ?? null, memory: false };
  };
  const origins = segments.map(({ n }) => originOf(n));
  if (title !== null) origins.unshift({ segment: null, by: title.by, memory: false });
  return {
    translation: {
      title: title?.en ?? null,
      segments: segments.map(({ n, nl }) => ({
        n,
        nl,
        en: matches.get(n)?.en ?? answers.get(n)?.en ?? nl,
      })),
    },
    origins,
  };
}
