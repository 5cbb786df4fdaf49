import type { CorpusEntry } from '../corpus/entry.ts';
import type { OutputRow } from '../corpus/write/row.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import { countWords, lengthClassOf } from './counters.ts';
import { leftOut } from './select.ts';
import { meanOf } from './statistics.ts';

/*
 * A pilot: a few articles of every kind there is, translated before anyone commits to the whole.
 * Kinds (strata) are length, source and year; each gives as many articles as its share of the
 * corpus, and what is measured counts for its kind's share.
 */

/** The kinds of articles in a corpus, each with the numbers of its entries. */
export type Strata = ReadonlyMap<string, readonly number[]>;

/** Reads a corpus and sorts its entries by kind; what cannot be taken or is left out is in none. */
export async function stratify(
  entries: AsyncIterable<CorpusEntry>,
  definition: StoredDefinition,
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
    const words = countWords(article.body);
    const kind = `${lengthClassOf(words)} words, ${article.source ?? 'no source'}, ${article.date?.slice(0, 4) ?? 'no date'}`;
    const seqs = strata.get(kind) ?? [];
    seqs.push(seq);
    strata.set(kind, seqs);
  }
  return strata;
}

/**
 * Chooses about `size` entries, of each kind by its share (largest remainders), in the order of the
 * corpus.
 */
export function selectArticles(strata: Strata, size: number, random: () => number): number[] {
  const total = [...strata.values()].reduce((sum, seqs) => sum + seqs.length, 0);
  const shares = [...strata.values()].map((seqs) => ({
    seqs,
    exact: (Math.min(size, total) * seqs.length) / Math.max(1, total),
  }));
  const counts = shares.map(({ exact }) => Math.floor(exact));
  let left = Math.min(size, total) - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares
    .map(({ exact }, at) => ({ at, rest: exact - Math.floor(exact) }))
    .toSorted((a, b) => b.rest - a.rest);
  for (const { at } of byRemainder) {
    if (left <= 0) break;
    counts[at] = (counts[at] ?? 0) + 1;
    left -= 1;
  }
  return shares
    .flatMap(({ seqs }, at) => pickSome(seqs, counts[at] ?? 0, random))
    .toSorted((a, b) => a - b);
}

function pickSome(from: readonly number[], count: number, random: () => number): number[] {
  const left = [...from];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0] ?? 0,
  );
}

/** A figure for the whole corpus, and between what it lies with 95% confidence. */
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
  /** Seconds of work, one article at a time. */
  readonly workSeconds: Projection;
  /** Articles with at least one finding of error severity, of a hundred. */
  readonly doubtfulPercent: Projection;
  readonly findingsPer100: Projection;
}

const resamples = 1_000;

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
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const groups = collapse(
    [...strata.values()]
      .map((seqs) => ({ size: seqs.length, rows: seqs.flatMap((seq) => bySeq.get(seq) ?? []) }))
      .filter(({ rows: own }) => own.length > 0),
  );
  const articles = [...strata.values()].reduce((sum, seqs) => sum + seqs.length, 0);
  // Kinds too small for the sample count as the others do.
  const covered = groups.reduce((sum, { size }) => sum + size, 0);
  const projectOne = (measure: (row: OutputRow) => number, scale: number): Projection => {
    const values = groups.map(({ size, rows: own }) => ({ size, values: own.map(measure) }));
    const total = (draw: (from: readonly number[]) => number) =>
      values.reduce((sum, { size, values: own }) => sum + size * draw(own), 0) *
      (covered === 0 ? 0 : articles / covered) *
      scale;
    const drawn = Array.from({ length: resamples }, () =>
      total((own) => meanOf(own.map(() => own[Math.floor(random() * own.length)] ?? 0))),
    ).toSorted((a, b) => a - b);
    return {
      value: total(meanOf),
      low: drawn[Math.floor(resamples * 0.025)] ?? 0,
      high: drawn[Math.floor(resamples * 0.975)] ?? 0,
    };
  };
  const errors = (row: OutputRow) =>
    row.findings.filter(({ severity }) => severity === 'error').length;
  const per100 = articles === 0 ? 0 : 100 / articles;
  return {
    articles,
    sampled: rows.length,
    kinds: strata.size,
    costUsd: rows.some(({ costUsd }) => costUsd === null)
      ? null
      : projectOne(({ costUsd }) => costUsd ?? 0, 1),
    workSeconds: projectOne(({ timings }) => timings.activeMs / 1_000, 1),
    doubtfulPercent: projectOne((row) => (errors(row) > 0 ? 1 : 0), per100),
    findingsPer100: projectOne(
      (row) => row.findings.filter(({ severity }) => severity !== 'hint').length,
      per100,
    ),
  };
}

interface Group {
  readonly size: number;
  readonly rows: readonly OutputRow[];
}

/** Fewer than this of a kind are no measure of it. */
const minOfKind = 5;

/** Takes kinds with few rows together, the smallest first, until each group has enough. */
function collapse(groups: readonly Group[]): Group[] {
  const left = groups.toSorted((a, b) => a.rows.length - b.rows.length);
  for (;;) {
    const [first, second, ...rest] = left;
    if (!first || !second || first.rows.length >= minOfKind) return left;
    const joined = { size: first.size + second.size, rows: [...first.rows, ...second.rows] };
    left.splice(
      0,
      left.length,
      ...[joined, ...rest].toSorted((a, b) => a.rows.length - b.rows.length),
    );
  }
}
