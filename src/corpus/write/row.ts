import type { DoneResult } from '../../contract.ts';

/**
 * A done article as a row of an output: what `get` returns, with its place in the corpus and the
 * caller's own id and source.
 */
export type OutputRow = Omit<DoneResult, 'queuedAt' | 'retranslation'> & {
  /** Its number in the corpus, from 1. */
  readonly seq: number;
  /** Where the article is in the corpus: file and line, row or member. */
  readonly place: string;
};
