/** How often a rule was right on text that it was not written on. */
export interface RulePrecision {
  /** Of a hundred findings on faulty English, so many were about the fault. */
  readonly precision: number;
  /** Findings on untouched professional English, for 200 segments. */
  readonly falseAlarms: number;
}

/** The measured precision of rules, by name. */
export const measuredPrecision: Readonly<Record<string, RulePrecision>> = {};
