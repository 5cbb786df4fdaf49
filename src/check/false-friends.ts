import { type FalseFriend, falseFriends } from '../lexicon/false-friends.ts';
import { hint, type PairCheck, type PairFinding } from './pair-check.ts';

const byDutchForm = indexForms();

function indexForms(): ReadonlyMap<string, readonly FalseFriend[]> {
  const index = new Map<string, FalseFriend[]>();
  for (const friend of falseFriends) {
    for (const form of friend.dutch) index.set(form, [...(index.get(form) ?? []), friend]);
  }
  return index;
}

/** A Dutch word and the English one it is often taken for, in the same text: worth a look. */
export const checkFalseFriends: PairCheck = ({ nl, en }) => {
  const findings: PairFinding[] = [];
  for (const word of nl.words) {
    for (const { english, meaning } of byDutchForm.get(word) ?? []) {
      const found = english.find((form) => en.words.has(form));
      if (found === undefined) continue;
      findings.push(hint(`"${word}" may not mean "${found}" here, but: ${meaning}`));
    }
  }
  return findings;
};
