import type { Finding } from '../contract.ts';
import { measuredPrecision, type RulePrecision } from './measured-precision.ts';

/** What an error, and a warning, has to reach. */
const limits = {
  error: { precision: 0.9, falseAlarms: 1 },
  warning: { precision: 0.5, falseAlarms: Number.POSITIVE_INFINITY },
} as const;

/**
 * The severity that a rule's finding may have: what the rule asks for, unless its measured precision
 * says less. A rule that was not measured may do what it asks for.
 */
export function allowedSeverity(rule: string, wanted: Finding['severity']): Finding['severity'] {
  const measured = measuredPrecision[rule];
  if (measured === undefined || wanted === 'hint') return wanted;
  if (wanted === 'error' && reaches(measured, limits.error)) return 'error';
  return reaches(measured, limits.warning) ? 'warning' : 'hint';
}

function reaches(measured: RulePrecision, limit: RulePrecision): boolean {
  return measured.precision >= limit.precision && measured.falseAlarms <= limit.falseAlarms;
}
