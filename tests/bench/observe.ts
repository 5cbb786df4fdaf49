import { settleFindings } from '../../src/check/check.ts';
import { allowedSeverity, type MeasuredPrecision } from '../../src/check/precision.ts';
import type { Finding } from '../../src/contract.ts';
import { joinSegments } from '../../src/evaluate/planted/join.ts';
import type { Planter } from '../../src/evaluate/planted/planter.ts';
import { findBefore, gravest, measureKind, type Reference } from '../support/planted.ts';
import { crossPrecision, foldOf, type Observations } from './precision.ts';

/** What a bench saw, and the severities that findings may have in an article. */
export interface Observed extends Observations {
  allowedIn(reference: Reference): MeasuredPrecision | undefined;
}

/** Plants errors of these kinds in segments of so many sentences, and lets the checks look. */
export function observe(
  references: readonly Reference[],
  planters: readonly Planter[],
  { sentences, ...options }: { sentences: number; copies: number; seed: number },
): Observations {
  const joined = references.map((reference) => ({
    ...reference,
    translation: joinSegments(reference.translation, sentences),
  }));
  const before = findBefore(joined);
  const kinds = planters.map((planter) => measureKind(planter, joined, { ...options, before }));
  return { references: joined, before, kinds };
}

/** With the severities that one precision allows in all articles. */
export function withPrecision(observations: Observations, precision: MeasuredPrecision): Observed {
  return { ...observations, allowedIn: () => precision };
}

/** With those that the other articles allow (`from` is where they are seen). */
export function crossValidated(observations: Observations, from = observations): Observed {
  const precision = crossPrecision(from);
  return { ...observations, allowedIn: (reference) => precision[foldOf(reference)] };
}

/** Findings with the severities that they may have in this article. */
export function settle(
  observed: Observed,
  reference: Reference,
  findings: readonly Finding[],
): Finding[] {
  const precision = observed.allowedIn(reference);
  return settleFindings(findings, (rule, wanted) => allowedSeverity(rule, wanted, precision));
}

/** Segments whose gravest finding is of this severity. */
export function segmentsWith(
  observed: Observed,
  severity: Finding['severity'],
  includes: (reference: Reference) => boolean = () => true,
): number {
  return observed.references
    .filter(includes)
    .reduce(
      (sum, reference) =>
        sum + gravestBySegment(observed, reference).filter((own) => own === severity).length,
      0,
    );
}

/** The gravest finding of every segment of the untouched article. */
export function gravestBySegment(
  observed: Observed,
  reference: Reference,
): Array<Finding['severity'] | null> {
  const found = settle(observed, reference, observed.before.get(reference) ?? []);
  return reference.translation.segments.map(({ n }) =>
    gravest(found.filter(({ segment }) => segment === n)),
  );
}

/** All segments of the articles. */
export function countSegments(references: readonly Reference[]): number {
  return references.reduce((sum, { translation }) => sum + translation.segments.length, 0);
}
