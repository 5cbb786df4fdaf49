import { dutchInstitutions } from '../../lexicon/name-parts.ts';
import { wordSet } from '../../word-set.ts';
import { isEnglishWord } from './dictionary.ts';
import type { NameWord } from './name-words.ts';
import type { Side } from './pair.ts';

/** A Dutch word that is a name all the same: "Vera Bakker", "zegt Bakker", "District Court". */
export function isKept({ token, at }: NameWord, nl: Side): boolean {
  if (token.opens || institution.test(token.lower)) return false;
  const isName = nl.nameWords().some((name) => name.at === at - 1 && !name.ordinary);
  return isName || isEnglishWord(token.lower) || (token.text.length <= maxBare && isBare(nl, at));
}

/** Longer words are mostly compounds. */
const maxBare = 10;

/** Without an article, and alone: nouns have one, where they are no names. */
function isBare({ tokens }: Side, at: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  return (
    before?.kind === 'word' &&
    !before.capital &&
    !determiners.has(before.lower) &&
    after?.capital !== true
  );
}

const determiners = wordSet(
  "de het een 't deze die dit dat zijn haar hun ons onze mijn jouw uw elke elk alle iedere ieder",
  'geen enkele veel sommige beide twee drie vier vijf zes zeven acht negen tien per als',
);

const institution = new RegExp(`(?:${dutchInstitutions.join('|')})$`);
