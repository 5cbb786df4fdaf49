import { glossWords } from './dictionary.ts';
import { meanTheSame } from './known-names.ts';
import { spellingDistance } from './name-spelling.ts';
import type { NameWord } from './name-words.ts';
import type { Side } from './pair.ts';
import { foldedName } from './words.ts';

/*
 * Whether a text has a name of the other language, in any form a translation may give it: as it
 * stands, in its own spelling (Poetin, Putin), in a compound (Brexitminister), or as a name of
 * history that each language has its own form of (Karel, Charles).
 */

const minHidden = 4;
/** What a compound has besides the name. */
const minRest = 3;

/** Does the Dutch have this English name? */
export function isInDutch(name: NameWord, nl: Side, en: Side): boolean {
  const { folded } = name;
  if (hasWord(nl, name)) return true;
  for (const word of nl.folded().capitals) if (isSameName(word, folded)) return true;
  return (
    nl.folded().long.some((word) => hides(word, folded) || beginsWith(word, folded)) ||
    sharesConcept(name, en, nl)
  );
}

/** Does the English have this Dutch name? */
export function isInEnglish(name: NameWord, en: Side, nl: Side): boolean {
  const { folded } = name;
  if (hasWord(en, name)) return true;
  for (const word of en.folded().capitals)
    if (isSameName(folded, word) || hides(folded, word)) return true;
  return en.folded().long.some((word) => hides(word, folded)) || sharesConcept(name, nl, en);
}

/** How often the Dutch has this English name, in any form. */
export function countInDutch(nl: Side, english: string): number {
  return countWords(nl, (word) => isSameName(word, english) || hides(word, english));
}

/** How often the English has this Dutch name, in any form. */
export function countInEnglish(en: Side, dutch: string): number {
  return countWords(
    en,
    (word) => isSameName(dutch, word) || hides(word, dutch) || hides(dutch, word),
  );
}

/** How often a text has this very name. */
export function countOf(side: Side, folded: string): number {
  return countWords(side, (word) => word === folded);
}

function countWords({ tokens }: Side, isMeant: (folded: string) => boolean): number {
  let count = 0;
  for (const { kind, text, capital, word } of tokens) {
    // Without a capital it may be part of a compound.
    if (kind !== 'word' || (!capital && text.length < minCompound)) continue;
    if (isMeant(foldedName(word))) count += 1;
  }
  return count;
}

const genitive = /'s$/;
const minCompound = 7;

/** Does the text have the very word? */
export function hasWord(side: Side, { folded, token }: NameWord): boolean {
  return side.folded().capitals.has(folded) || side.words.has(token.lower.replace(genitive, ''));
}

function hides(word: string, name: string): boolean {
  return name.length >= minHidden && word.length >= name.length + minRest && word.includes(name);
}

/** "Karmelietenklooster" begins with "Carmelite". */
function beginsWith(word: string, english: string): boolean {
  if (english.length < minSpelt || word.length < english.length + minRest) return false;
  return [0, 1, 2].some(
    (more) => spellingDistance(word.slice(0, english.length + more - 1), english) === 0,
  );
}

const minSpelt = 6;

/** "Trump" is in "Trumpism"; "Karolingers" are "Carolingians". */
export function isSameName(dutch: string, english: string): boolean {
  const isLonger =
    dutch.length >= minHidden && english.length >= dutch.length + 2 && english.startsWith(dutch);
  return isLonger || spellingDistance(dutch, english) === 0;
}

/** Is it a name of history that each language has a form of? */
export function sharesConcept({ at }: NameWord, own: Side, other: Side): boolean {
  const known = own.knownNames().find(({ from, to }) => from <= at && at < to);
  return known !== undefined && other.knownNames().some((name) => meanTheSame(known, name));
}

/** Shorter words begin alike by chance. */
const minSmall = 4;

/** Does the Dutch have it without a capital: "moslims", "calvinisten", "marxisme"? */
export function isInSmallLetters({ folded }: { readonly folded: string }, nl: Side): boolean {
  if (folded.length < minSmall) return false;
  return nl.tokens.some(({ kind, capital, text, lower, word }) => {
    if (kind !== 'word' || capital || text.length < minSmall) return false;
    const dutch = foldedName(word);
    return (
      asEnglish(dutch).startsWith(asEnglish(folded).slice(0, minSmall)) ||
      spellingDistance(dutch, folded) <= 1 ||
      glossWords(lower).some((gloss) => gloss === folded || `${gloss}s` === folded)
    );
  });
}

const asEnglish = (word: string): string => word.replaceAll('k', 'c').replaceAll('oe', 'u');
