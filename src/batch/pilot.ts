import type { Article } from '../article/schema.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { BatchDefinition } from '../store/batch-definition.ts';
import { countWords, lengthClassOf } from './counters.ts';
import { leftOut } from './select.ts';
import { meanOf, sumOf } from './statistics.ts';

/*
 * A pilot: a few articles of every kind there is, translated before anyone commits to the whole.
 * Kinds (strata) are length, source and year; each has as many articles in it as its share of the
 * corpus, and what is measured counts for its kind's share.
 */

/** The kinds of articles in a corpus, each with the numbers of its entries. */
export type Strata = ReadonlyMap<string, readonly number[]>;

/** Reads a corpus and sorts its entries by kind; those rejected or left out are in none. */
export async function stratify(
  entries: AsyncIterable<CorpusEntry>,
  definition: BatchDefinition,
  onEntry: (entries: number) => void,
): Promise<Strata> {
  const strata = new Map<string, number[]>();
  let seq = 0;
  for await (const entry of entries) {
    seq += 1;
    if (definition.limit !== null && seq > definition.limit) break;
    onEntry(seq);
    const article = await entry.load().catch(() => null);
    if (article === null || leftOut(article, definition.filter)) continue;
    const kind = kindOf(article);
    const seqs = strata.get(kind) ?? [];
    seqs.push(seq);
    strata.set(kind, seqs);
  }
  return strata;
}

function kindOf({ body, source, date }: Article): string {
  const length = `${lengthClassOf(countWords(body))} words`;
  return [length, source ?? 'no source', date?.slice(0, 4) ?? 'no date'].join(', ');
}

/**
 * Chooses about `size` entries, of each kind by its share (largest remainders), in the order of the
 * corpus.
 */
export function selectArticles(strata: Strata, size: number, random: () => number): number[] {
  const kinds = [...strata.values()];
  const counts = apportion(
    kinds.map(({ length }) => length),
    size,
  );
  return kinds
    .flatMap((seqs, at) => pickSome(seqs, counts[at] ?? 0, random))
    .toSorted((a, b) => a - b);
}

/** Divides at most `size` seats among kinds of these sizes, by the largest remainders. */
function apportion(sizes: readonly number[], size: number): number[] {
  const total = sumOf(sizes);
  const seats = Math.min(size, total);
  const shares = sizes.map((own) => (seats * own) / Math.max(1, total));
  const counts = shares.map(Math.floor);
  const remainderOf = (at: number) => (shares[at] ?? 0) - Math.floor(shares[at] ?? 0);
  const byRemainder = [...counts.keys()].toSorted((a, b) => remainderOf(b) - remainderOf(a));
  for (const at of byRemainder.slice(0, seats - sumOf(counts))) counts[at] = (counts[at] ?? 0) + 1;
  return counts;
}

function pickSome(from: readonly number[], count: number, random: () => number): number[] {
  const left = [...from];
  const pickOne = () => left.splice(Math.floor(random() * left.length), 1);
  return Array.from({ length: Math.min(count, left.length) }, pickOne).flat();
}

/** A figure for the whole corpus, with its 95% confidence interval. */
export interface Projection {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a pilot says of the whole. */
export interface PilotResult {
  readonly articles: number;
  readonly sampled: number;
  readonly kinds: number;
  /** US dollars; null where the price is not known. */
  readonly costUsd: Projection | null;
  /** Seconds of work, one article after the other. */
  readonly workSeconds: Projection;
  /** Articles with at least one finding of error severity, of a hundred. */
  readonly doubtfulPercent: Projection;
  readonly findingsPer100: Projection;
}

const resamples = 1_000;
/** The share of resamples below, and above, the interval. */
const tail = 0.025;

/**
 * Projects what was measured on the sample to the whole: the mean of each kind times its size, and
 * percentile intervals from resampling within kinds (stratified bootstrap; Efron and Tibshirani
 * 1993, chapter 8). Kinds with few articles in the sample say nothing of how much they vary: they
 * are taken together (collapsed strata; Cochran 1977, section 5A.12).
 */
export function project(
  rows: readonly OutputRow[],
  strata: Strata,
  random: () => number,
): PilotResult {
  const projector = new Projector(rows, strata, random);
  const { articles } = projector;
  const per100 = articles === 0 ? 0 : 100 / articles;
  const isPriced = rows.every(({ costUsd }) => costUsd !== null);
  return {
    articles,
    sampled: rows.length,
    kinds: strata.size,
    costUsd: isPriced ? projector.project(({ costUsd }) => costUsd ?? 0) : null,
    workSeconds: projector.project(({ timings }) => timings.activeMs / 1_000),
    doubtfulPercent: projector.project((row) => (hasError(row) ? 1 : 0), per100),
    findingsPer100: projector.project(countFindings, per100),
  };
}

function hasError({ findings }: OutputRow): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function countFindings({ findings }: OutputRow): number {
  return findings.filter(({ severity }) => severity !== 'hint').length;
}

/** A kind, or several, with its size in the corpus and its rows in the sample. */
interface Group {
  readonly size: number;
  readonly rows: readonly OutputRow[];
}

/** What was measured of a group, in the sample or in a resample. */
interface Stratum {
  readonly size: number;
  readonly values: readonly number[];
}

/** Projects measures of a sample to the corpus it was drawn from. */
class Projector {
  /** Articles of the corpus. */
  readonly articles: number;
  readonly #groups: readonly Group[];
  readonly #random: () => number;

  constructor(rows: readonly OutputRow[], strata: Strata, random: () => number) {
    const bySeq = new Map(rows.map((row) => [row.seq, row]));
    const groups = [...strata.values()].map((seqs) => ({
      size: seqs.length,
      rows: seqs.flatMap((seq) => bySeq.get(seq) ?? []),
    }));
    this.articles = sumOf(groups.map(({ size }) => size));
    this.#groups = collapse(groups.filter((group) => group.rows.length > 0));
    this.#random = random;
  }

  /** Projects the sum of a measure over all articles, times `scale`. */
  project(measure: (row: OutputRow) => number, scale = 1): Projection {
    const strata = this.#groups.map(({ size, rows }) => ({ size, values: rows.map(measure) }));
    const resampleAll = () => strata.map((stratum) => this.#resample(stratum));
    const totals = Array.from({ length: resamples }, () => this.#totalOf(resampleAll()));
    const sorted = totals.toSorted((a, b) => a - b);
    const percentile = (share: number) => sorted[Math.floor(resamples * share)] ?? 0;
    return {
      value: this.#totalOf(strata) * scale,
      low: percentile(tail) * scale,
      high: percentile(1 - tail) * scale,
    };
  }

  /** The total over all articles; kinds that are not in the sample count as the others do. */
  #totalOf(strata: readonly Stratum[]): number {
    const covered = sumOf(strata.map(({ size }) => size));
    if (covered === 0) return 0;
    const total = sumOf(strata.map(({ size, values }) => size * meanOf(values)));
    return total * (this.articles / covered);
  }

  /** Draws as many values again, with replacement. */
  #resample({ size, values }: Stratum): Stratum {
    const draw = () => values[Math.floor(this.#random() * values.length)] ?? 0;
    return { size, values: values.map(draw) };
  }
}

/** Fewer than this of a kind are no measure of it. */
const minOfKind = 5;

/** Takes kinds with few rows together, the smallest first, until each group has enough. */
function collapse(groups: readonly Group[]): readonly Group[] {
  let left = groups;
  for (;;) {
    const [first, second, ...rest] = left.toSorted((a, b) => a.rows.length - b.rows.length);
    if (!first || !second || first.rows.length >= minOfKind) return left;
    const joined = { size: first.size + second.size, rows: [...first.rows, ...second.rows] };
    left = [joined, ...rest];
  }
}
