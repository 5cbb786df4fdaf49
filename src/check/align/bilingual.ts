import { lexicon } from '../../lexicon/lexicon.ts';
import { irregularEnglish, synonyms } from '../../lexicon/synonyms.ts';
import { wordSet } from '../../word-set.ts';
import { fold } from '../parse/fold.ts';
import { partsOfCompound } from './compounds.ts';
import { otherStemsOfDutch, stemOfDutch } from './dutch-stems.ts';

/*
 * Could this English word render that Dutch one? Both are reduced to keys: an English word to its
 * stem and to what it would look like in Dutch spelling, a Dutch word to the stems that the lexicon
 * gives for it, for its lemma and for its parts, and to its own look. Words that share a key may
 * render each other: "verklaarde" and "explained", "krokodil" and "crocodile".
 */

/** The keys of a word. */
export interface WordKeys {
  readonly keys: readonly string[];
  /** The lexicon has it: without a counterpart it tells more than a word that is not known. */
  readonly isKnown: boolean;
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
    isKnown: meanings().english.has(stem),
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
  return { keys: [...keys], isKnown };
});

const minCompoundLetters = 6;

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
  const add = (index: Map<string, Set<string>>, at: string, stem: string): void => {
    const known = index.get(at);
    if (known === undefined) index.set(at, new Set([stem]));
    else known.add(stem);
  };
  for (const [dutch, english] of [...lexicon.forms, ...lexicon.names, ...synonyms]) {
    const form = dutch.toLowerCase();
    const ofDutch = stemOfDutch(form);
    for (const stem of stemsOf(english)) {
      add(byForm, form, stem);
      add(byStem, ofDutch, stem);
      all.add(stem);
    }
  }
  return { byForm, byStem, english: all };
}

/** The stems of the English words that tell something. */
function stemsOf(english: string): readonly string[] {
  const words = english.toLowerCase().split(wordBreak);
  return words.filter((word) => !isEmptyEnglish(word)).map(stemOfEnglish);
}

const wordBreak = /[ -]+/;
const emptyWords = wordSet('a an the of to in on at by for be is are was were it its');
const isEmptyEnglish = (word: string): boolean => word === '' || emptyWords.has(word);

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
