import type { Sides } from '../parse/pair.ts';
import type { Term } from './terms.ts';

/**
 * How literally the English renders the Dutch: the share of the words of each that may render one
 * of the other, from 0 to 1. What a free rendering says with other words, a check of single words
 * cannot see.
 */
export function likenessOf({ nl, en }: Sides): number {
  const dutch = nl.terms();
  const english = en.terms();
  if (dutch.length === 0 || english.length === 0) return 1;
  return (shareFound(dutch, english) + shareFound(english, dutch)) / 2;
}

function shareFound(terms: readonly Term[], others: readonly Term[]): number {
  const keys = new Set(others.flatMap((other) => other.keys));
  const found = terms.filter((term) => term.keys.some((key) => keys.has(key)));
  return (found.length + 2) / (terms.length + 2);
}
