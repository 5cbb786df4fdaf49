import type { Finding, Translation } from '../../contract.ts';
import { seededRandom } from '../../random.ts';
import type { Planter } from './planter.ts';

/** An article with English that is right. */
export interface RightArticle {
  readonly id: string;
  readonly title: string | null;
  readonly translation: Translation;
}

/** One planted error. */
export interface PlantedError<A extends RightArticle = RightArticle> {
  readonly article: A;
  readonly spoilt: Translation;
  /** The segments whose English was changed, the first of them where the error was planted. */
  readonly at: readonly number[];
}

/** The errors of a kind that were planted, and how many segments have a place for one. */
interface PlantedKind<A extends RightArticle> {
  readonly planter: Planter;
  readonly errors: ReadonlyArray<PlantedError<A>>;
  /** Where not every segment was tried, reckoned from those that were. */
  readonly occasions: number;
}

/** Where few segments have a place for an error, each may have it more than once, in other words. */
const maxRounds = 3;

/**
 * Plants at most so many errors of a kind, in segments chosen by chance over all the articles. The
 * same seed plants the same ones.
 */
export function plantErrors<A extends RightArticle>(
  planter: Planter,
  articles: readonly A[],
  { copies, seed }: { readonly copies: number; readonly seed: number },
): PlantedKind<A> {
  const random = seededRandom(seed + hash(planter.kind));
  const places = shuffled(
    articles.flatMap((article) => article.translation.segments.map((_, at) => ({ article, at }))),
    random,
  );
  const errors: Array<PlantedError<A>> = [];
  const seen = new Set<string>();
  let [tried, occasions] = [0, 0];
  for (let round = 0; round < maxRounds && errors.length < copies; round += 1) {
    for (const { article, at } of places) {
      if (errors.length === copies) break;
      if (round === 0) tried += 1;
      const error = plantAt(planter, article, at, random);
      const text =
        error && `${error.article.id} ${error.at.join()} ${error.spoilt.segments[at]?.en}`;
      if (!error || !text || seen.has(text)) continue;
      seen.add(text);
      errors.push(error);
    }
    if (round === 0) occasions = Math.round((errors.length / Math.max(1, tried)) * places.length);
  }
  return { planter, errors, occasions };
}

function plantAt<A extends RightArticle>(
  planter: Planter,
  article: A,
  at: number,
  random: () => number,
): PlantedError<A> | null {
  const { title, segments } = article.translation;
  const segment = segments[at];
  if (!segment?.en.trim()) return null;
  const planted = planter.plant({ nl: segment.nl, en: segment.en, segments, at }, random);
  if (!planted) return null;
  return {
    article,
    spoilt: {
      title,
      segments: segments.map((own, place) => ({ ...own, en: planted.get(place) ?? own.en })),
    },
    at: [...planted.keys()].flatMap((place) => segments[place]?.n ?? []),
  };
}

/**
 * The findings that a planted error is the reason of: where the English was changed, and not among
 * those of the right English.
 */
export function newFindings(
  error: PlantedError,
  found: readonly Finding[],
  before: readonly Finding[],
): Finding[] {
  const known = new Set(before.map(print));
  return found.filter(
    (finding) =>
      finding.segment !== null && error.at.includes(finding.segment) && !known.has(print(finding)),
  );
}

function print({ check, segment, message }: Finding): string {
  return `${check} ${segment} ${message}`;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (left.length > 0) {
    const at = Math.floor(random() * left.length);
    const last = left.pop();
    if (last === undefined) break;
    if (at === left.length) drawn.push(last);
    else drawn.push(left.splice(at, 1, last)[0] ?? last);
  }
  return drawn;
}

/** A number from a name (FNV-1a), so that every kind has a sequence of its own. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (const letter of name) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
