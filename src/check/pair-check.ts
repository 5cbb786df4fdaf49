import type { Finding } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { Pair, Side } from './parse/pair.ts';

/** What a check says of one pair of texts; where it was found is added by the registry. */
export type PairFinding = Pick<Finding, 'severity' | 'message'>;

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
export const error = (message: string): PairFinding => ({ severity: 'error', message });
/** A finding that wants a look. */
export const warning = (message: string): PairFinding => ({ severity: 'warning', message });
/** A reminder. */
export const hint = (message: string): PairFinding => ({ severity: 'hint', message });
