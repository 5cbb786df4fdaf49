import type { Finding } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/** Characters of a segment, from one up to another, as its side counts them (`Token.start`). */
export type Mark = readonly [start: number, end: number];

/** Words of both texts that a finding compares; in either there may be none. */
interface Marks {
  readonly nl: readonly Mark[];
  readonly en: readonly Mark[];
}

/** What a check says of one pair of texts; the segment is added where all checks are run. */
export interface PairFinding extends Pick<Finding, 'severity' | 'message'> {
  /**
   * The rule that found it, where the check has several: precision is measured by rule
   * (`precision.ts`). @default the check's name
   */
  readonly rule?: string;
  readonly marks?: Marks;
}

type Evidence = Pick<PairFinding, 'rule' | 'marks'>;

/** What a check may know beyond the pair. */
export interface CheckContext {
  /** All of the article's Dutch, title included. */
  readonly article: Side;
  /** Terms whose use is checked, if any. */
  readonly glossary?: Glossary | undefined;
}

/** A deterministic test of English against the Dutch it was made from. */
export type PairCheck = (pair: Pair, context: CheckContext) => readonly PairFinding[];

/** A finding that is almost surely right. */
export const error = (message: string, evidence: Evidence = {}): PairFinding => ({
  severity: 'error',
  message,
  ...evidence,
});
/** A finding that wants a look. */
export const warning = (message: string, evidence: Evidence = {}): PairFinding => ({
  severity: 'warning',
  message,
  ...evidence,
});
/** A reminder. */
export const hint = (message: string, evidence: Evidence = {}): PairFinding => ({
  severity: 'hint',
  message,
  ...evidence,
});

/** The marks of tokens: from the first of each run up to the end of its last. */
export function marksOf(
  nl: ReadonlyArray<readonly Token[]>,
  en: ReadonlyArray<readonly Token[]>,
): Marks {
  const toMark = (run: readonly Token[]): Mark[] => {
    const [first, last] = [run[0], run.at(-1)];
    return first && last ? [[first.start, last.start + last.text.length]] : [];
  };
  return { nl: nl.flatMap(toMark), en: en.flatMap(toMark) };
}
