import type { Finding } from '../contract.ts';
import { leastPrecision, type PrecisionRow, precisionRows } from './measured-precision.ts';

/** What an error may have of alarms in 200 segments of good text. */
const maxFalseAlarms = 1;

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

/** What decides severities. */
export interface MeasuredPrecision {
  readonly rules: PrecisionByRule;
  /** What the findings that may be errors, and those that may be warnings, have to reach. */
  readonly least: { readonly error: number; readonly warning: number };
}

/** As it was last measured. */
export const measuredPrecision: MeasuredPrecision = {
  rules: precisionByRule(precisionRows),
  least: leastPrecision,
};

/**
 * The severity that a rule's finding may have: what the rule asks for, unless its measured precision
 * says less. A rule of which nothing was seen is judged as its check; a check that was not measured
 * may do what it asks for.
 */
export function allowedSeverity(
  rule: string,
  wanted: Finding['severity'],
  { rules, least }: MeasuredPrecision = measuredPrecision,
): Finding['severity'] {
  if (wanted === 'hint') return wanted;
  const seen = rules[rule]?.[wanted] ?? rules[checkOf(rule)]?.[wanted];
  if (seen === undefined) return wanted;
  const mayBeError = seen.precision >= least.error && seen.falseAlarms <= maxFalseAlarms;
  if (wanted === 'error' && mayBeError) return 'error';
  return seen.precision >= leastWarning(seen, least) ? 'warning' : 'hint';
}

/** What a warning has to reach that was never seen on untouched English. */
const leastUnalarmed = 0.5;

/** A rule that has alarmed nobody so far takes nothing from what untouched English may have. */
function leastWarning({ alarms }: RulePrecision, { warning }: MeasuredPrecision['least']): number {
  return alarms === 0 ? leastUnalarmed : warning;
}

/** The check that a rule is of: what its name begins with. */
export function checkOf(rule: string): string {
  return rule.split('/')[0] ?? rule;
}

function precisionByRule(rows: readonly PrecisionRow[]): PrecisionByRule {
  const byRule: Record<string, { error?: RulePrecision; warning?: RulePrecision }> = {};
  for (const [rule, asksFor, precision, falseAlarms, found, alarms] of rows) {
    byRule[rule] = { ...byRule[rule], [asksFor]: { precision, falseAlarms, found, alarms } };
  }
  return byRule;
}
