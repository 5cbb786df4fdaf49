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

/** The precision of every rule, and of whole checks for what was not seen of their rules. */
export const precisionRows: readonly PrecisionRow[] = [];
