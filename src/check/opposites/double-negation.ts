import { wordSet } from '../../word-set.ts';
import type { PairFinding } from '../pair-check.ts';
import type { Side } from '../parse/pair.ts';

const nones = wordSet('geen niemand niets nooit nergens');

/**
 * The opposites of a sentence, without those that undo each other: "none of them was hurt", "all of
 * them were unhurt".
 */
export function withoutUndone(findings: readonly PairFinding[], nl: Side): readonly PairFinding[] {
  if (findings.length !== 2) return findings;
  const denials = findings.filter(({ marks }) => marks?.nl.some(([from]) => isNone(nl, from)));
  return denials.length === 1 ? [] : findings;
}

function isNone({ tokens }: Side, from: number): boolean {
  return nones.has(tokens.find(({ start }) => start === from)?.lower ?? '');
}
