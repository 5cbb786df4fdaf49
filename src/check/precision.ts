import type { Finding } from '../contract.ts';
import { type PrecisionRow, precisionRows } from './measured-precision.ts';

/** What an error, and a warning, has to reach: precision, and alarms for 200 segments of good text. */
const limits = {
  error: { precision: 0.9, falseAlarms: 1 },
  warning: { precision: 0.5, falseAlarms: Number.POSITIVE_INFINITY },
} as const;

/** What was seen of the findings for which a rule asked one severity. */
export interface RulePrecision {
  /** Of its findings in a model's English, so many are right: 0 to 1. */
  readonly precision: number;
  /** Findings in untouched professional English, for 200 segments. */
  readonly falseAlarms: number;
  /** Planted errors that it finds, in all of the text. */
  readonly found: number;
  /** Findings in the untouched English. */
  readonly alarms: number;
}

/** The precision of rules and of checks, by the severity they ask for. */
export type PrecisionByRule = Readonly<
  Record<string, { readonly error?: RulePrecision; readonly warning?: RulePrecision }>
>;

/** As it was last measured. */
export const measuredPrecision: PrecisionByRule = precisionByRule(precisionRows);

/**
 * The severity that a rule's finding may have: what the rule asks for, unless its measured precision
 * says less. A rule of which nothing was seen is judged as its check; a check that was not measured
 * may do what it asks for.
 */
export function allowedSeverity(
  rule: string,
  wanted: Finding['severity'],
  measured: PrecisionByRule = measuredPrecision,
): Finding['severity'] {
  if (wanted === 'hint') return wanted;
  const seen = measured[rule]?.[wanted] ?? measured[checkOf(rule)]?.[wanted];
  if (seen === undefined) return wanted;
  if (wanted === 'error' && reaches(seen, limits.error)) return 'error';
  return reaches(seen, limits.warning) ? 'warning' : 'hint';
}

/** The check that a rule is of: what its name begins with. */
export function checkOf(rule: string): string {
  return rule.split('/')[0] ?? rule;
}

function reaches(
  seen: RulePrecision,
  limit: { readonly precision: number; readonly falseAlarms: number },
): boolean {
  return seen.precision >= limit.precision && seen.falseAlarms <= limit.falseAlarms;
}

function precisionByRule(rows: readonly PrecisionRow[]): PrecisionByRule {
  const byRule: Record<string, { error?: RulePrecision; warning?: RulePrecision }> = {};
  for (const [rule, asksFor, precision, falseAlarms, found, alarms] of rows) {
    byRule[rule] = { ...byRule[rule], [asksFor]: { precision, falseAlarms, found, alarms } };
  }
  return byRule;
}
