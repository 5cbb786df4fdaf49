import { type Chunk, planChunks, splitIntoParts } from '../article/chunks.ts';
import { isEnglish } from '../article/language.ts';
import { isKept } from '../article/layout.ts';
import type { Article } from '../article/schema.ts';
import { type Segment, toSegments } from '../article/segments.ts';
import type { Style } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { DraftListener } from './draft-listener.ts';
import { translateSystem } from './prompt.ts';
import { inputOf, type SegmentGroup, type TranslationSettings } from './segments.ts';

/** A segment, or a part of one, as it is asked: under a number of its own. */
export interface Piece extends Segment {
  /** The segment it belongs to. */
  readonly of: number;
}

/** An article cut into chunks. */
export interface ChunkPlan {
  readonly system: string;
  /** The style where each text is asked by itself; see the group's. */
  readonly short: Style | undefined;
  readonly glossary: Glossary;
  readonly title: string | null;
  /** All that is asked, in order. */
  readonly pieces: readonly Piece[];
  readonly chunks: readonly Chunk[];
  /** Who watches, by the numbers of the pieces. */
  readonly drafts?: DraftListener | undefined;
}

/** Tokens per call in which no two segments fit. */
const oneSegment = 1;

/** The text before a chunk that goes along with it, at most. */
export const beforeCharacters = 600;

/**
 * Cuts an article into chunks. A segment larger than a chunk is cut between sentences; one that is
 * English already, or code, or known, is not asked.
 *
 * @param known segments that need not be asked
 */
export function planArticle(
  { title, body, layout }: Article,
  { style, glossary, chunkTokens, prompt }: TranslationSettings,
  known: { has(segment: number): boolean } = new Set<number>(),
): ChunkPlan {
  const segments = toSegments({ body, layout });
  const wanted = segments.filter(
    ({ n, nl, layout: own }) => !known.has(n) && !isKept(own) && !isEnglish(nl),
  );
  const parts = wanted.flatMap((segment) =>
    splitIntoParts(segment, chunkTokens).map((nl) => ({ of: segment.n, nl })),
  );
  // Numbers stay the segments' own wherever they can: then the prompt is the article's.
  const isWhole = parts.length === segments.length;
  const pieces = parts.map(({ of, nl }, at): Piece => ({ n: isWhole ? of : at + 1, nl, of }));
  const isShort = prompt === 'short';
  const chunks = planChunks(pieces, isShort ? oneSegment : chunkTokens);
  // The title goes with the first chunk, or is one of its own.
  if ((isShort || chunks.length === 0) && title !== null) chunks.unshift({ segments: [] });
  const short = isShort ? style : undefined;
  return { system: translateSystem(style), short, glossary, title, pieces, chunks };
}

/** One chunk has all of the text, each segment under its own number. */
export function isWhole(article: Article, { chunks, pieces }: ChunkPlan): boolean {
  const texts = toSegments(article).filter(({ layout }) => !isKept(layout));
  return (
    chunks.length === 1 &&
    texts.length === pieces.length &&
    pieces.every(({ n, of }, at) => n === of && of === texts[at]?.n)
  );
}

/** The input of each call, as it is sent when all chunks are translated at the same time. */
export function inputsOf(plan: ChunkPlan): string[] {
  return plan.chunks.map((_, at) => inputOf(groupWithDutch(plan, at)));
}

/** A chunk with the Dutch before it. */
export function groupWithDutch(plan: ChunkPlan, at: number): SegmentGroup {
  return groupOf(plan, at, { before: dutchBefore(plan, at), names: [] });
}

/** A chunk with what is known when its turn comes. */
export function groupOf(
  plan: ChunkPlan,
  at: number,
  context: Pick<SegmentGroup, 'before' | 'names'>,
): SegmentGroup {
  return {
    system: plan.system,
    short: plan.short,
    glossary: plan.glossary,
    title: at === 0 ? plan.title : null,
    segments: plan.chunks[at]?.segments ?? [],
    mentioned: termsBefore(plan, at),
    drafts: plan.drafts,
    ...context,
  };
}

/** The end of the Dutch before a chunk. */
function dutchBefore({ chunks }: ChunkPlan, at: number): string {
  const previous = chunks[at - 1]?.segments.at(-1);
  return previous?.nl.slice(-beforeCharacters) ?? '';
}

/** Dutch terms of the glossary that occur before a chunk. */
function termsBefore({ glossary, title, chunks }: ChunkPlan, at: number): ReadonlySet<string> {
  if (at === 0) return new Set();
  const segments = chunks.slice(0, at).flatMap((chunk) => chunk.segments);
  const text = [title ?? '', ...segments.map(({ nl }) => nl)].join('\n');
  return new Set(glossary.termsIn(text).map(({ nl }) => nl));
}
