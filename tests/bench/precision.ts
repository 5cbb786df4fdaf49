import { createHash } from 'node:crypto';
import {
  checkOf,
  type MeasuredPrecision,
  type PrecisionByRule,
  type RulePrecision,
} from '../../src/check/precision.ts';
import type { Finding } from '../../src/contract.ts';
import type { MeasuredKind, Reference } from '../support/planted.ts';

/*
 * How right a rule is.
 *
 * In T segments of a text a rule finds an error that was planted there, and in the same text untouched
 * it raises F alarms. In English in which one in ten of those segments is wrong, its precision is
 *
 *     0.1 × T / (0.1 × T + 0.9 × F)
 *
 * (Where not every place for a kind of error was tried, T is reckoned for the kind that it sees best.)
 *
 * One in ten, because what is checked is neither a translator's English nor that of the smallest
 * models, of which nearly every segment is wrong somewhere.
 *
 * What an error, or a warning, must reach is set so that all of them together stay within what
 * untouched English may have of them.
 *
 * Of many rules little is seen. To each is added what its check as a whole would show in 40 errors
 * found, so that a rule without an alarm in few findings is no better than its kin, and to the check
 * half an alarm.
 */

const wrong = 0.1;
const addedFindings = 40;
const addedAlarms = 0.5;

type Graver = 'error' | 'warning';

/** What is known of right and of spoilt English, for part of the articles or all. */
export interface Observations {
  readonly references: readonly Reference[];
  /** What the checks find in the right English. */
  readonly before: ReadonlyMap<Reference, readonly Finding[]>;
  readonly kinds: readonly MeasuredKind[];
}

interface Counts {
  /** Errors found by kind, reckoned for all places. */
  readonly found: Map<string, number>;
  /** Where they were found. */
  readonly segments: Set<string>;
  alarms: number;
}

/** What an error, and a warning, has to reach. */
const least = { error: 0.9, warning: 0.5 } as const;

/** The precision of every rule and check that found or alarmed, and what it must be. */
export function measurePrecision(
  observations: Observations,
  includes: (reference: Reference) => boolean = () => true,
): MeasuredPrecision {
  return { rules: measureRules(observations, includes), least };
}

function measureRules(
  { references, before, kinds }: Observations,
  includes: (reference: Reference) => boolean,
): PrecisionByRule {
  const counts = new Map<string, Counts>();
  const countsOf = (name: string, severity: Graver): Counts => {
    const key = `${name} ${severity}`;
    const known = counts.get(key) ?? { found: new Map(), segments: new Set(), alarms: 0 };
    counts.set(key, known);
    return known;
  };
  let segments = 0;
  for (const reference of references.filter(includes)) {
    segments += reference.translation.segments.length;
    for (const [name, severity] of namesOf(before.get(reference) ?? [])) {
      countsOf(name, severity).alarms += 1;
    }
  }
  for (const { planter, planted, occasions } of kinds) {
    const weight = occasions / Math.max(1, planted.length);
    for (const { error, found } of planted) {
      if (!includes(error.article)) continue;
      for (const key of new Set(namesOf(found).map((name) => name.join(' ')))) {
        const [name = '', severity] = key.split(' ');
        const own = countsOf(name, severity === 'error' ? 'error' : 'warning');
        own.found.set(planter.kind, (own.found.get(planter.kind) ?? 0) + weight);
        own.segments.add(`${error.article.id} ${error.at[0]}`);
      }
    }
  }
  return toPrecision(counts, segments);
}

/** A finding's rule and its check, each with the severity asked for. */
function namesOf(findings: readonly Finding[]): Array<readonly [string, Graver]> {
  return findings.flatMap(({ check, rule = check, severity }) => {
    if (severity === 'hint') return [];
    return rule === check
      ? [[check, severity]]
      : [
          [check, severity],
          [rule, severity],
        ];
  });
}

function toPrecision(counts: ReadonlyMap<string, Counts>, segments: number): PrecisionByRule {
  const measured: Record<string, { error?: RulePrecision; warning?: RulePrecision }> = {};
  for (const [key, own] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [name = '', severity] = key.split(' ');
    const check = counts.get(`${checkOf(name)} ${severity}`) ?? own;
    const found = most(own);
    const kin = (check.alarms + addedAlarms) / Math.max(1, most(check));
    const ratio =
      checkOf(name) === name ? kin : (own.alarms + addedFindings * kin) / (found + addedFindings);
    const precision = wrong / (wrong + (1 - wrong) * ratio);
    measured[name] = {
      ...measured[name],
      [severity === 'error' ? 'error' : 'warning']: {
        precision: rounded(precision),
        falseAlarms: rounded((own.alarms / Math.max(1, segments)) * 200),
        found: Math.round(found),
        alarms: own.alarms,
      },
    };
  }
  return measured;
}

function most({ found, segments }: Counts): number {
  return Math.max(segments.size, ...found.values());
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Text of a corpus; what was written for the project is full of occasions, and no sample of text. */
export function isOfCorpus({ corpus }: Reference): boolean {
  return corpus !== 'invented';
}

/** The articles are parted into so many, by what their ids hash to. */
const folds = 5;

/** The part that an article is in. */
export function foldOf({ id }: Reference): number {
  return (createHash('sha256').update(id).digest()[1] ?? 0) % folds;
}

/** For every part, the precision measured on the others. */
export function crossPrecision(observations: Observations): MeasuredPrecision[] {
  return Array.from({ length: folds }, (_, fold) =>
    measurePrecision(observations, (reference) => foldOf(reference) !== fold),
  );
}
