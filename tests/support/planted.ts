import { createHash } from 'node:crypto';
import { findAll, segmentFinder } from '../../src/check/check.ts';
import type { Finding } from '../../src/contract.ts';
import {
  newFindings,
  type PlantedError,
  plantErrors,
  type RightArticle,
} from '../../src/evaluate/planted/plant-errors.ts';
import type { Planter } from '../../src/evaluate/planted/planter.ts';

/*
 * Errors planted in right English, and whether the checks see them: for `npm run bench:checks` on
 * whole corpora, and for a test on a part of one.
 */

/** An article with English that a translator made. */
export interface Reference extends RightArticle {
  /** The corpus it is of, where it is of one. */
  readonly corpus?: string;
}

/** What the checks found of one planted error: what is new, with the severities they ask for. */
interface PlantedFindings {
  readonly error: PlantedError<Reference>;
  readonly found: readonly Finding[];
}

/** A kind of error, planted and looked for. */
export interface MeasuredKind {
  readonly planter: Planter;
  readonly occasions: number;
  readonly planted: readonly PlantedFindings[];
}

/** Plants errors of a kind and lets the checks look at them. */
export function measureKind(
  planter: Planter,
  references: readonly Reference[],
  options: {
    readonly copies: number;
    readonly seed: number;
    /** What the checks find in the right English. */
    readonly before: ReadonlyMap<Reference, readonly Finding[]>;
  },
): MeasuredKind {
  const { errors, occasions } = plantErrors(planter, references, options);
  const planted = errors.map((error) => ({
    error,
    found: newFindings(error, findIn(planter, error), options.before.get(error.article) ?? []),
  }));
  return { planter, occasions, planted };
}

const finders = new WeakMap<Reference, ReturnType<typeof segmentFinder>>();

/** Of an error inside a segment, what is found there: the other segments are as they were. */
function findIn({ group }: Planter, { article, spoilt, at }: PlantedError<Reference>): Finding[] {
  if (group === 'coverage' || group === 'whole segments') return findAll(article.title, spoilt);
  const find = finders.get(article) ?? segmentFinder(article.title, article.translation);
  finders.set(article, find);
  return spoilt.segments.filter(({ n }) => at.includes(n)).flatMap(find);
}

/** What the checks find in right English, with the severities they ask for. */
export function findBefore(references: readonly Reference[]): Map<Reference, Finding[]> {
  return new Map(
    references.map((reference) => [reference, findAll(reference.title, reference.translation)]),
  );
}

/** Half of the articles, which may be read while a rule is written; the others are only counted. */
export function isRead({ id }: Reference): boolean {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0;
}

/** The gravest of the severities, if any. */
export function gravest(findings: readonly Finding[]): Finding['severity'] | null {
  const order = ['error', 'warning', 'hint'] as const;
  return order.find((severity) => findings.some((one) => one.severity === severity)) ?? null;
}
