import { lexicon } from '../../lexicon/lexicon.ts';
import { irregularEnglish, synonyms } from '../../lexicon/synonyms.ts';
import { wordSet } from '../../word-set.ts';
import { fold } from '../parse/fold.ts';
import { partsOfCompound } from './compounds.ts';
import { otherStemsOfDutch, stemOfDutch } from './dutch-stems.ts';
import { emptyDutch, emptyEnglish } from './empty-words.ts';

/*
 * Could this English word render that Dutch one? Both are reduced to keys: an English word to its
 * stem and to what it would look like in Dutch spelling, a Dutch word to the stems that the lexicon
 * gives for it, for its lemma and for its parts, and to its own look. Words that share a key may
 * render each other: "verklaarde" and "explained", "krokodil" and "crocodile".
 */

/** The keys of a word. */
export interface WordKeys {
  readonly keys: readonly string[];
  /**
   * Without a counterpart, a word that the lexicon has tells more than one that it has not; one that
   * may be rendered by a word of grammar tells little.
   */
  readonly kind: 'known' | 'weak' | 'unknown';
}

const stemLetters = 5;
const longPrefix = /^(?:inter|under|trans|super|contr|count|commi|commu|conse|profe|produ)/;
const longStemLetters = 7;
const minCognateLetters = 4;
const maxCached = 60_000;

/** Stems and spellings of an English word. */
export const keysOfEnglish = cached((word) => {
  const stem = stemOfEnglish(word);
  const look = lookOf(word);
  return {
    keys: look === undefined ? [stem] : [stem, look],
    kind: kindOf(meanings().english.has(stem), meanings().weakEnglish.has(stem)),
  };
});

/** Stems of the English that a Dutch word may have, and its own look. */
export const keysOfDutch = cached((word) => {
  const keys = new Set<string>();
  const stem = stemOfDutch(word);
  const isWord = isKnownWord(word, stem);
  addMeanings(word, stem, keys);
  let isKnown = keys.size > 0;
  const isCompound = !isWord && word.length >= minCompoundLetters;
  for (const part of isCompound ? partsOfCompound(word, isPart) : []) {
    addMeanings(part, stemOfDutch(part), keys);
    addLook(part, keys);
    isKnown = true;
  }
  addLook(word, keys);
  return { keys: [...keys], kind: kindOf(isKnown, isWeakDutch(word, stem)) };
});

const minCompoundLetters = 6;

function kindOf(isKnown: boolean, isWeak: boolean): WordKeys['kind'] {
  if (isWeak) return 'weak';
  return isKnown ? 'known' : 'unknown';
}

const isWeakDutch = (word: string, stem: string): boolean =>
  meanings().weakDutch.has(word) ||
  (!meanings().byForm.has(word) &&
    otherStemsOfDutch(word, stem).some((other) => meanings().weakDutch.has(`${other}-`)));

function addLook(word: string, keys: Set<string>): void {
  const look = lookOf(word);
  if (look !== undefined) keys.add(look);
}

/** What the lexicon gives for the word and for others of its stem. */
function addMeanings(word: string, stem: string, keys: Set<string>): void {
  addAll(meanings().byForm.get(word), keys);
  for (const other of otherStemsOfDutch(word, stem)) addAll(meanings().byStem.get(other), keys);
}

const addAll = (found: ReadonlySet<string> | undefined, keys: Set<string>): void => {
  for (const key of found ?? []) keys.add(key);
};

const isKnownWord = (word: string, stem: string): boolean =>
  meanings().byForm.has(word) || meanings().byStem.has(stem);
const isPart = (part: string): boolean =>
  meanings().byForm.has(part) ||
  (part.length > minPartLetters && isKnownWord(part, stemOfDutch(part)));
const minPartLetters = 3;

interface Meanings {
  /** English stems by Dutch form, and by Dutch stem. */
  readonly byForm: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byStem: ReadonlyMap<string, ReadonlySet<string>>;
  /** All of them. */
  readonly english: ReadonlySet<string>;
  /** Dutch forms, and stems with a hyphen, that a word of grammar may render. */
  readonly weakDutch: ReadonlySet<string>;
  /** English stems that may render a word of grammar. */
  readonly weakEnglish: ReadonlySet<string>;
}

let read: Meanings | undefined;

/** What the lexicon says, read when it is first asked. */
function meanings(): Meanings {
  read ??= readMeanings();
  return read;
}

function readMeanings(): Meanings {
  const byForm = new Map<string, Set<string>>();
  const byStem = new Map<string, Set<string>>();
  const all = new Set<string>();
  const [weakDutch, weakEnglish] = [new Set<string>(), new Set<string>()];
  for (const [dutch, english] of [...lexicon.forms, ...lexicon.names, ...synonyms]) {
    const form = dutch.toLowerCase();
    const ofDutch = stemOfDutch(form);
    for (const word of english.toLowerCase().split(wordBreak)) {
      if (emptyEnglish.has(word)) weakDutch.add(form).add(`${ofDutch}-`);
      if (word === '' || isArticle.has(word)) continue;
      const stem = stemOfEnglish(word);
      if (emptyDutch.has(form)) weakEnglish.add(stem);
      addTo(byForm, form, stem);
      addTo(byStem, ofDutch, stem);
      all.add(stem);
    }
  }
  return { byForm, byStem, english: all, weakDutch, weakEnglish };
}

function addTo(index: Map<string, Set<string>>, at: string, stem: string): void {
  const known = index.get(at);
  if (known === undefined) index.set(at, new Set([stem]));
  else known.add(stem);
}

const wordBreak = /[ -]+/;
const isArticle = wordSet('a an the of to in on at by for be is are was were it its');

const endings = /(?:'s|ies|ing|edly|ed|es|ly|er|s|e|y)$/;
const minStem = 3;

/** The first letters of an English word without its ending; "went" is "go". */
function stemOfEnglish(word: string): string {
  const folded = fold(word);
  const base = irregularEnglish.get(folded) ?? folded;
  const spelled = base.replace('our', 'or').replace(/is(?=e|ing|ation)/, 'iz');
  const bare = spelled.replace(endings, '');
  const stem = bare.length < minStem ? spelled : bare.replace(/(.)\1$/, '$1');
  return stem.slice(0, longPrefix.test(stem) ? longStemLetters : stemLetters);
}

/** The first letters of a word as Dutch and English would both spell them. */
function lookOf(word: string): string | undefined {
  if (word.length < minCognateLetters) return undefined;
  const look = fold(word)
    .replace(/ij|y|ie/g, 'i')
    .replace(/sch|sh/g, 'sc')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/c?k|qu|ch/g, 'c')
    .replace(/z/g, 's')
    .replace(/oe|ou|oo|uu/g, 'u')
    .replace(/ae|aa|ea/g, 'a')
    .replace(/(.)\1/g, '$1')
    .slice(0, minCognateLetters);
  return look.length < minCognateLetters - 1 ? undefined : `~${look}`;
}

/** Reads every word once; a text of very many words starts again. */
function cached(read: (word: string) => WordKeys): (word: string) => WordKeys {
  const known = new Map<string, WordKeys>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const keys = read(word);
    if (known.size >= maxCached) known.clear();
    known.set(word, keys);
    return keys;
  };
}
