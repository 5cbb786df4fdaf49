/*
 * The words that rules about errors are written in; `dialects.ts` has the rules.
 */

/** What rules look at. */
export interface ErrorFacts {
  /** The status, or the one in the body where the answer came as a success; 0 where none is known. */
  readonly status: number;
  readonly codes: readonly string[];
  readonly words: string;
  /** The server said how long to wait. */
  readonly saysWhen: boolean;
  readonly isJson: boolean;
}

/** What a rule asks of an error. */
export type Condition = (facts: ErrorFacts) => boolean;

/** Codes that a server puts beside its words, in lower case. */
export const codes = (...names: readonly string[]) => {
  const known = new Set(names);
  return (facts: ErrorFacts) => facts.codes.some((code) => known.has(code));
};
/** Words that a server uses. */
export const words =
  (...patterns: readonly RegExp[]) =>
  (facts: ErrorFacts) =>
    patterns.some((pattern) => pattern.test(facts.words));
/** One of these statuses. */
export const status =
  (...values: readonly number[]) =>
  (facts: ErrorFacts) =>
    values.includes(facts.status);
/** One of these conditions. */
export const anyOf =
  (...rules: ReadonlyArray<Condition>) =>
  (facts: ErrorFacts) =>
    rules.some((holds) => holds(facts));
/** All of these conditions. */
export const allOf =
  (...rules: ReadonlyArray<Condition>) =>
  (facts: ErrorFacts) =>
    rules.every((holds) => holds(facts));
/** The contrary. */
export const not = (holds: Condition) => (facts: ErrorFacts) => !holds(facts);
