import {
  dutchInstitutions,
  dutchNameParts,
  englishNameParts,
  optionalAcronyms,
} from '../lexicon/name-parts.ts';
import { type CheckContext, error, type PairCheck, warning } from './pair-check.ts';
import { dutchWords, englishWords, exonymsOf, exonymWords } from './parse/dictionary.ts';
import { fold } from './parse/fold.ts';
import { englishForms, hasName, type Name } from './parse/names.ts';
import type { Pair, Side, Sides } from './parse/pair.ts';

/*
 * A changed name: one is missing from the English, and one that the Dutch does not have was added
 * at about the same place. Names with an English form of their own are known (exonyms.ts) or look
 * alike; words that a dictionary has are parts of institutions, which are translated.
 */

/** Adjectives of places and peoples change their form (Haagse, Franse; Parisian, Finnish). */
const dutchAdjective = /(?:se|sche|aans|iërs?)$/;
const englishAdjective = /(?:ians?|ish|ese|eans?)$/;
const institution = new RegExp(`(?:${dutchInstitutions.join('|')})$`);
/** A name is replaced about where it was: this far, at most, of the text's length. */
const nearness = 0.25;
const headlineShare = 0.75;

/** A name that is missing while another was added in its place, or that is missing. */
export const checkNames: PairCheck = (pair, context) => {
  const { changed, missing } = compareOnce(pair, context);
  const changes = changed.map(({ dutch, english }) =>
    error(
      `the name "${dutch.text}" is not in the English where it should be; ` +
        `there stands "${english.text}"`,
    ),
  );
  const losses = missing.map(({ text }) => warning(`the name "${text}" is not in the English`));
  return [...changes, ...losses];
};

/** A name that was added. */
export const checkAddedNames: PairCheck = (pair, context) =>
  compareOnce(pair, context).added.map(({ text }) =>
    warning(`the name "${text}" in the English is not in the Dutch`),
  );

/** An acronym that is missing while another was added. Those with an English form are known. */
export const checkAcronyms: PairCheck = ({ nl, en }) => {
  const missing = acronymsOf(nl).filter(
    (acronym) => !hasAcronym(en, acronym) && exonymsOf(acronym.toLowerCase()).length === 0,
  );
  const added = acronymsOf(en).filter(
    (acronym) =>
      !hasAcronym(nl, acronym) &&
      !exonymWords.has(acronym.toLowerCase()) &&
      !optionalAcronyms.has(acronym),
  );
  return missing
    .slice(0, added.length)
    .map((acronym, at) =>
      warning(`"${acronym}" is not in the English, which has "${added[at]}" instead`),
    );
};

function acronymsOf({ tokens, words }: Side): string[] {
  const found = tokens
    .filter(({ kind, text }) => kind === 'word' && isAcronym(text))
    .map(({ text }) => text);
  // Where whole sentences are in capitals, nothing follows.
  return found.length > Math.max(4, words.size / 4) ? [] : [...new Set(found)];
}

function isAcronym(text: string): boolean {
  return text.length > 1 && text.length < 7 && /^\p{Lu}+$/u.test(text);
}

function hasAcronym({ raw }: Side, acronym: string): boolean {
  return raw.includes(acronym) || raw.includes([...acronym].join('.'));
}

interface Comparison {
  readonly changed: ReadonlyArray<{ readonly dutch: Name; readonly english: Name }>;
  readonly missing: readonly Name[];
  readonly added: readonly Name[];
}

const comparisons = new WeakMap<Pair, Comparison>();

/** Two checks need the same comparison. */
function compareOnce(pair: Pair, context: CheckContext): Comparison {
  const known = comparisons.get(pair) ?? compareNames(pair, context);
  comparisons.set(pair, known);
  return known;
}

function compareNames({ nl, en }: Sides, { article }: CheckContext): Comparison {
  if (isHeadline(en)) return { changed: [], missing: [], added: [] };
  const unmatched = en.names().filter((name) => isUnknownToDutch(name, nl, article));
  let missing = nl.names().filter((name) => isMissingFrom(en, name));
  const changed: Array<{ dutch: Name; english: Name }> = [];
  const added: Name[] = [];
  for (const english of unmatched) {
    const places = placesOf(en, english);
    const mayReplace = (dutch: Name) =>
      english.certain || (isCertainIn(article, dutch) && looksLikeNoun(english));
    const isReplaced = (dutch: Name) =>
      mayReplace(dutch) && isNear(placesOf(nl, dutch), places, nearness);
    const isReplacedOnce = (dutch: Name) => mayReplace(dutch) && isRarer(dutch, { nl, en }, places);
    const dutch = missing.find(isReplaced) ?? nl.names().find(isReplacedOnce);
    if (dutch) {
      changed.push({ dutch, english });
      missing = missing.filter((name) => name !== dutch);
    } else if (english.certain) added.push(english);
  }
  return { changed, missing: missing.filter(({ certain }) => certain), added };
}

function isUnknownToDutch(name: Name, nl: Side, article: Side): boolean {
  return (
    isProperEnglish(name) &&
    !hasName(nl.folded(), name) &&
    !exonymWords.has(name.folded) &&
    !hasName(article.folded(), name)
  );
}

function isMissingFrom(en: Side, name: Name): boolean {
  if (!isProperDutch(name) || hasName(en.folded(), name)) return false;
  return !englishForms(name).some((form) => en.folded().capitals.has(form));
}

function isCertainIn(article: Side, name: Name): boolean {
  return (
    name.certain || article.names().some(({ folded, certain }) => certain && folded === name.folded)
  );
}

/** Where most words have a capital, a capital tells nothing. */
function isHeadline({ tokens }: Side): boolean {
  const long = tokens.filter(({ kind, text }) => kind === 'word' && text.length > 3);
  return long.filter(({ capital }) => capital).length > long.length * headlineShare;
}

/**
 * At the beginning of a sentence many words have a capital: those with such an end are no names.
 */
function looksLikeNoun({ text }: Name): boolean {
  return !/(?:ing|ed|ly|tion|ment|ness|able|ful|ous|ive|s)$/.test(text);
}

/** The Dutch has this name more often than the English, at about these places. */
function isRarer(name: Name, { nl, en }: Sides, places: readonly number[]): boolean {
  if (dutchAdjective.test(name.text)) return false;
  const own = placesOf(nl, name);
  return own.length > placesOf(en, name).length && isNear(own, places, nearness / 2);
}

/** A Dutch name that no dictionary has and no institution is named by. */
function isProperDutch({ text, folded }: Name): boolean {
  if (text === text.toUpperCase() || folded.length <= 2) return false;
  const lower = text.toLowerCase();
  const isTranslated = dutchNameParts.has(lower) || institution.test(lower);
  return !isTranslated && !dutchWords.has(lower) && !dutchAdjective.test(lower);
}

/** An English name that no dictionary has and no institution is named by. */
function isProperEnglish({ text, folded }: Name): boolean {
  const lower = text.toLowerCase();
  if (lower.includes("'") || text === text.toUpperCase()) return false;
  const singulars = [lower, lower.replace(/s$/, ''), lower.replace(/es$/, '')];
  const isWord = (word: string) => englishWords.has(word) || englishNameParts.has(word);
  return !singulars.some(isWord) && !englishAdjective.test(folded);
}

function isNear(some: readonly number[], others: readonly number[], distance: number): boolean {
  return some.some((place) => others.some((other) => Math.abs(place - other) <= distance));
}

/** How far into the text a name occurs, from 0 to 1, each time it does. */
function placesOf({ raw, tokens }: Side, { text, folded }: Name): number[] {
  return tokens
    .filter(({ capital }) => capital)
    .filter((token) => token.text.startsWith(text) || fold(token.text).startsWith(folded))
    .map(({ start }) => start / Math.max(1, raw.length));
}
