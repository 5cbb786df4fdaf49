import { type FalseFriend, falseFriends } from '../lexicon/false-friends.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { glossWords } from './parse/dictionary.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { traitOf } from './parse/words.ts';

const byDutchForm = indexForms();

function indexForms(): ReadonlyMap<string, readonly FalseFriend[]> {
  const index = new Map<string, FalseFriend[]>();
  for (const friend of falseFriends) {
    for (const form of friend.dutch) index.set(form, [...(index.get(form) ?? []), friend]);
  }
  return index;
}

const isFriend = traitOf(({ kind, lower }) => kind === 'word' && byDutchForm.has(lower));

/**
 * A Dutch word and the English one it is often taken for, in aligned sentences: where nothing there
 * is right for the Dutch word, and no other Dutch word is what the English one is for.
 */
export const checkFalseFriends: PairCheck = (pair) => {
  if (!pair.nl.tokens.some(({ traits }) => (traits & isFriend) !== 0)) return [];
  return pair.aligned().flatMap((bead) => findFriends(bead, pair.nl));
};

function findFriends({ nl, en }: Pair, whole: Side): PairFinding[] {
  return nl.tokens.flatMap((source) =>
    (byDutchForm.get(source.lower) ?? []).flatMap((friend) => {
      const token = en.tokens.find((word) => friend.english.includes(word.lower) && !isName(word));
      if (!token || isName(source) || isSameName(source, token, whole)) return [];
      if (isRight(friend, nl, en)) return [];
      return [
        warning(`"${source.text}" does not mean "${token.text}", but "${friend.right[0]}"`, {
          marks: marksOf([[source]], [[token]]),
        }),
      ];
    }),
  );
}

/** "War Memorial Stadium" says nothing about stages. */
const isName = ({ capital, opens }: Token): boolean => capital && !opens;

/** A name that opens both sentences, and has its capital inside one as well. */
function isSameName(source: Token, token: Token, nl: Side): boolean {
  if (source.text !== token.text || !source.capital) return false;
  return nl.tokens.some((other, at) => {
    if (other.text !== source.text) return false;
    return !other.opens || nl.tokens[at + 1]?.capital === true;
  });
}

function isRight({ dutch, english, right, others }: FalseFriend, nl: Side, en: Side): boolean {
  for (const word of en.words)
    if (!english.includes(word) && right.some((start) => word.startsWith(start))) return true;
  for (const word of nl.words) {
    if (dutch.includes(word)) continue;
    if (others.some((start) => word.startsWith(start))) return true;
    if (glossWords(word).some((gloss) => english.includes(gloss))) return true;
  }
  return false;
}
