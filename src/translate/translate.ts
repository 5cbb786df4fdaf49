import type { Article } from '../article/schema.ts';
import { type Segment, toSegments } from '../article/segments.ts';
import type { Translation } from '../contract.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { type ChunkPlan, groupWithDutch, isWhole, type Piece, planArticle } from './chunk-plan.ts';
import type { DraftListener } from './draft-listener.ts';
import type { Attribution, Rendering } from './rendering.ts';
import {
  type SegmentGroup,
  type TranslatedSegments,
  type TranslationSettings,
  translateInHalves,
} from './segments.ts';
import { translateInParallel, translateInSequence } from './translate-chunks.ts';
import { type MemoryLookup, noMemoryMatches } from './translation-memory.ts';

/** How an article is translated. */
export interface TranslateOptions extends TranslationSettings {
  readonly mode: 'fast' | 'careful';
  /** Calls in flight at a time for this article; in careful mode always one. */
  readonly chunkConcurrency: number;
  /** Segments that need not be asked. @default none */
  readonly memoryMatches?: MemoryLookup | undefined;
  /** Who watches the segments, by their numbers. */
  readonly drafts?: DraftListener | undefined;
  /**
   * Asks for an article that is one chunk, whole, in another way than by the chunk's own question.
   *
   * @default by the chunk's own question
   */
  readonly askWhole?: ((group: SegmentGroup) => Promise<WholeAnswer>) | undefined;
  /** Called after each chunk, and once before the first. */
  readonly onChunk?: (done: number, total: number) => void;
}

/** The English of a whole article, or how to ask for it instead. */
export type WholeAnswer = TranslatedSegments | 'ask-chunk' | 'ask-halves';

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
  /** It was asked as a whole, not by the question of a chunk. */
  readonly isJoint: boolean;
}

/**
 * Translates title and body, chunk by chunk; every segment returns under its own number or the
 * article fails. A segment larger than a chunk is cut between sentences and joined again; one that
 * is English already, and code, stay as they are. In `fast` mode chunks are translated at the same time, each
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
  const matches = (options.memoryMatches ?? noMemoryMatches).segments;
  const plan = planArticle(article, options, matches);
  const { chunkConcurrency: concurrency, onChunk = () => {} } = options;
  const translateChunks = options.mode === 'careful' ? translateInSequence : translateInParallel;
  const watched = { ...plan, drafts: options.drafts && byPiece(options.drafts, plan.pieces) };
  const whole = await translateWhole(article, llm, { plan: watched, options });
  const groups = whole?.groups ?? (await translateChunks(llm, watched, { concurrency, onChunk }));
  const assembled = assemble(toSegments(article), {
    title: groups[0]?.title ?? null,
    matches,
    answers: joinPieces(plan.pieces, groups),
  });
  return { ...assembled, isJoint: whole?.isJoint ?? false };
}

/** The English of an article whose text is one chunk, where it is asked as a whole; else null. */
async function translateWhole(
  article: Article,
  llm: ArticleLlm,
  { plan, options }: { readonly plan: ChunkPlan; readonly options: TranslateOptions },
): Promise<TranslatedWhole | null> {
  const { askWhole, onChunk = () => {} } = options;
  if (askWhole === undefined || plan.short !== undefined || !isWhole(article, plan)) return null;
  const group = groupWithDutch(plan, 0);
  onChunk(0, 1);
  const answer = await askWhole(group);
  if (answer === 'ask-chunk') return null;
  const isJoint = answer !== 'ask-halves';
  const translated = isJoint ? answer : await translateInHalves(llm, group);
  onChunk(1, 1);
  return { groups: [translated], isJoint };
}

interface TranslatedWhole extends Pick<TranslatedArticle, 'isJoint'> {
  readonly groups: readonly TranslatedSegments[];
}

/** The same listener for pieces: of a segment in parts it receives all that is known so far. */
function byPiece(drafts: DraftListener, pieces: readonly Piece[]): DraftListener {
  const known = new Map<number, string>();
  return {
    isWanted: () => drafts.isWanted(),
    onDraft(n, en) {
      known.set(n, en);
      const of = pieces.find((piece) => piece.n === n)?.of;
      if (of === undefined) return;
      const parts = pieces.filter((piece) => piece.of === of);
      drafts.onDraft(of, parts.flatMap((part) => known.get(part.n) ?? []).join(' '));
    },
  };
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
): Omit<TranslatedArticle, 'isJoint'> {
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
      segments: segments.map(({ n, nl, layout }) => ({
        n,
        nl,
        en: matches.get(n)?.en ?? answers.get(n)?.en ?? nl,
        ...(layout ? { layout } : {}),
      })),
    },
    origins,
  };
}
