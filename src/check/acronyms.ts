import { acronymRenderings } from '../lexicon/acronym-renderings.ts';
import { optionalAcronyms } from '../lexicon/name-parts.ts';
import { error, marksOf, type PairCheck, type PairFinding } from './pair-check.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import type { KnownName } from './parse/known-names.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { perWord, traitOf } from './parse/words.ts';
import { comparePlaces, withNeighbours } from './places.ts';
import { unlessRendered } from './renderings.ts';

/*
 * An acronym that is gone while another has come. Those with an English of their own (NAVO, NATO)
 * are institutions, and compared as such; one that the text spells out is in its initials.
 */

/** Acronyms that took another's place. */
export const checkAcronyms: PairCheck = unlessRendered((pair) =>
  withNeighbours(pair).flatMap(({ bead, near }) => compareAcronyms(bead, near)),
);

function compareAcronyms(bead: Pair, near: readonly Pair[]): PairFinding[] {
  const [dutch, english] = [acronymsOf(bead.nl), acronymsOf(bead.en)];
  if (dutch.length + english.length === 0) return [];
  const places = comparePlaces(bead, near);
  const lost = [
    ...dutch.filter(({ text }) => isRarer(text, bead, { dutch, english })),
    ...shortPlaces(
      bead.nl,
      places.lost.map(({ name }) => name),
    ),
  ];
  const come = [
    ...english.filter(
      ({ text }) =>
        !optionalAcronyms.has(text) && !near.some(({ nl }) => hasAcronym(nl, textOf(text))),
    ),
    ...shortPlaces(bead.en, places.added),
  ];
  return come.flatMap((other, at) => {
    const own = lost[at];
    if (!own || acronymRenderings.get(own.text)?.has(other.text)) return [];
    return error(`the Dutch has "${own.text}", and the English "${other.text}" instead`, {
      rule: 'acronyms',
      marks: marksOf([[own]], [[other]]),
    });
  });
}

/** The sentence has it more often in Dutch; one that the English alone spells out is not gone. */
function isRarer(
  text: string,
  { nl, en }: Pair,
  { dutch, english }: { readonly dutch: readonly Token[]; readonly english: readonly Token[] },
): boolean {
  const own = textOf(text);
  const count = (tokens: readonly Token[]) =>
    tokens.filter(({ word }) => textOfWord(word) === own).length;
  const left = count(english);
  if (left > 0) return count(dutch) > left;
  return !hasAcronym(en, own) || (isSpeltOut(nl, own) && !isWritten(en, own));
}

/** Without a genitive or plural. */
const textOf = (text: string): string => text.replace(/(?<=\p{Lu})(?:'?s)$/u, '');
const textOfWord = perWord(({ text }) => textOf(text));

const acronym = /^\p{Lu}{2,6}$/u;
const isShort = traitOf(({ text }) => acronym.test(textOf(text)));
const hasTrait = (token: Token | undefined): boolean =>
  token !== undefined && (token.traits & isShort) !== 0;

/** Acronyms that are no known names; none where a whole passage is in capitals. */
function acronymsOf(side: Side): Token[] {
  const { tokens } = side;
  const isCoveredBy =
    (at: number) =>
    ({ from, to }: KnownName) =>
      from <= at && at < to;
  return tokens.filter((token, at) => {
    if (!hasTrait(token)) return false;
    const isInPassage = hasTrait(tokens[at - 1]) || hasTrait(tokens[at + 1]);
    // "De PALM-proef": nobody puts half a word in capitals.
    const isPart = tokens[at + 1]?.text === '-' && tokens[at + 1]?.spaced === false;
    if (isInPassage || (!isPart && isWordInCapitals(textOfWord(token.word)))) return false;
    return !side.knownNames().some(isCoveredBy(at));
  });
}

/** "NIET", and not "HIV": dictionaries have acronyms in capitals. */
function isWordInCapitals(text: string): boolean {
  if (isDutchWord(text) || isEnglishWord(text)) return false;
  const lower = text.toLowerCase();
  return isDutchWord(lower) || isEnglishWord(lower);
}

/** Those of the places and institutions that are written as acronyms. */
function shortPlaces({ tokens }: Side, places: readonly KnownName[]): Token[] {
  return places.flatMap(({ from, to }) => {
    const token = tokens[from];
    return token && to === from + 1 && hasTrait(token) ? [token] : [];
  });
}

/** It is in the text, or its letters begin words that follow each other there. */
function hasAcronym(side: Side, text: string): boolean {
  return isWritten(side, text) || isSpeltOut(side, text);
}

function isWritten({ tokens }: Side, text: string): boolean {
  return tokens.some(({ word }) => textOfWord(word) === text);
}

function isSpeltOut({ tokens }: Side, text: string): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const initials = (some: readonly Token[]) => some.map((word) => word.text[0] ?? '').join('');
  return (
    initials(words.filter(({ capital }) => capital)).includes(text) ||
    initials(words).toUpperCase().includes(text)
  );
}
