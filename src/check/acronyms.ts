import { optionalAcronyms } from '../lexicon/name-parts.ts';
import { error, marksOf, type PairCheck, type PairFinding } from './pair-check.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import type { KnownName } from './parse/known-names.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';
import { comparePlaces, withNeighbours } from './places.ts';

/*
 * An acronym that is gone while another has come. Those with an English of their own (NAVO, NATO)
 * are institutions, and compared as such; one that the text spells out is in its initials.
 */

/** Acronyms that took another's place. */
export const checkAcronyms: PairCheck = (pair) =>
  withNeighbours(pair.aligned()).flatMap(({ bead, near }) => compareAcronyms(bead, near));

function compareAcronyms(bead: Pair, near: readonly Pair[]): PairFinding[] {
  const [dutch, english] = [acronymsOf(bead.nl), acronymsOf(bead.en)];
  if (dutch.length + english.length === 0) return [];
  const places = comparePlaces(bead, near);
  const lost = [
    ...dutch.filter(
      ({ text }) =>
        !near.some(({ en }) => hasAcronym(en, text)) || isRarer(text, { dutch, english }),
    ),
    ...shortPlaces(
      bead.nl,
      places.lost.map(({ name }) => name),
    ),
  ];
  const come = [
    ...english.filter(
      ({ text }) => !optionalAcronyms.has(text) && !near.some(({ nl }) => hasAcronym(nl, text)),
    ),
    ...shortPlaces(bead.en, places.added),
  ];
  return come.flatMap((other, at) => {
    const own = lost[at];
    if (!own) return [];
    return error(`the Dutch has "${own.text}", and the English "${other.text}" instead`, {
      rule: 'acronyms',
      marks: marksOf([[own]], [[other]]),
    });
  });
}

function isRarer(
  own: string,
  { dutch, english }: { readonly dutch: readonly Token[]; readonly english: readonly Token[] },
): boolean {
  const count = (tokens: readonly Token[]) => tokens.filter(({ text }) => text === own).length;
  return count(english) > 0 && count(dutch) > count(english);
}

const acronym = /^\p{Lu}{2,6}$/u;

/** Acronyms that are no known names; none where a whole passage is in capitals. */
function acronymsOf(side: Side): Token[] {
  const { tokens } = side;
  const isWritten = (token: Token | undefined) => token !== undefined && acronym.test(token.text);
  const isCoveredBy =
    (at: number) =>
    ({ from, to }: KnownName) =>
      from <= at && at < to;
  return tokens.filter((token, at) => {
    if (!isWritten(token)) return false;
    const isInPassage = isWritten(tokens[at - 1]) || isWritten(tokens[at + 1]);
    const lower = token.lower;
    if (isInPassage || isDutchWord(lower) || isEnglishWord(lower)) return false;
    return !side.knownNames().some(isCoveredBy(at));
  });
}

/** Those of the places and institutions that are written as acronyms. */
function shortPlaces({ tokens }: Side, places: readonly KnownName[]): Token[] {
  return places.flatMap(({ from, to }) => {
    const token = tokens[from];
    return token && to === from + 1 && acronym.test(token.text) ? [token] : [];
  });
}

/** It is in the text, or its letters begin words that follow each other there. */
function hasAcronym({ tokens }: Side, text: string): boolean {
  if (tokens.some((token) => token.text === text || token.text === `${text}s`)) return true;
  const words = tokens.filter(({ kind }) => kind === 'word');
  const initials = (some: readonly Token[]) => some.map((word) => word.text[0] ?? '').join('');
  return (
    initials(words.filter(({ capital }) => capital)).includes(text) ||
    initials(words).toUpperCase().includes(text)
  );
}
