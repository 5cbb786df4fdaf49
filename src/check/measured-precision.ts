/** When and on what the figures below were measured. */
interface Measurement {
  readonly date: string;
  readonly segments: number;
  readonly planted: number;
}

/**
 * A rule, the severity it asks for, its precision (0 to 1), its alarms for 200 segments of
 * professional English, and what both are made of: planted errors found, and alarms.
 */
export type PrecisionRow = readonly [
  rule: string,
  asksFor: 'error' | 'warning',
  precision: number,
  falseAlarms: number,
  found: number,
  alarms: number,
];

/** Written by `npm run bench:checks -- --write`; tests/README.md says how they are measured. */
export const measurement: Measurement | null = null;

/**
 * The precision that an error, and a warning, must have: the least at which those of all rules
 * together stay within what untouched English may have of them.
 */
export const leastPrecision = { error: 0.9, warning: 0.5 };

/** The precision of every rule, and of whole checks for what was not seen of their rules. */
export const precisionRows: readonly PrecisionRow[] = [];
