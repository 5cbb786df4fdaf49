import { fold } from './fold.ts';
import { memoryOf, type Remembered } from './memory.ts';

/** What a token is: a run of letters, a run of digits with its separators, or one other sign. */
export type TokenKind = 'word' | 'digits' | 'sign';

/**
 * A word, number or sign as it is written, in whatever text and language it stands. There is one for
 * all its tokens, so that what is looked up of a word is looked up once.
 */
export interface Word extends Remembered {
  readonly kind: TokenKind;
  readonly text: string;
  readonly lower: string;
  readonly capital: boolean;
  /** What it has of what {@link traitOf} was asked for, a bit each. */
  readonly traits: number;
}

/** Words that are kept for the next text; beyond these, all are forgotten. */
const maxWords = 30_000;
const upper = /^\p{Lu}/u;

/**
 * Words by their hash, each in the first free slot from there on: what a text has at some place is
 * found without a string being made of it. Half of the slots stay empty.
 */
const slots: Array<Word | undefined> = new Array<Word | undefined>(2 ** 16).fill(undefined);
let kept = 0;
const fnvPrime = 0x01000193;
/** Another in every process: nobody can write a text of which all words fall on one slot. */
const seed = Math.trunc(Math.random() * 2 ** 31);

function forgetWords(): void {
  slots.fill(undefined);
  kept = 0;
}

/** The word that a text has from one place up to another. */
export function wordAt(text: string, from: number, to: number, kind: TokenKind): Word {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), fnvPrime);
  let slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
  for (let word = slots[slot]; word !== undefined; word = slots[slot]) {
    if (word.text.length === to - from && isAt(text, from, word.text)) return word;
    slot = (slot + 1) & (slots.length - 1);
  }
  return addWord(text.slice(from, to), kind, slot);
}

function isAt(text: string, from: number, word: string): boolean {
  for (let at = word.length - 1; at >= 0; at -= 1)
    if (text.charCodeAt(from + at) !== word.charCodeAt(at)) return false;
  return true;
}

function addWord(found: string, kind: TokenKind, slot: number): Word {
  const text = ownCopy(found);
  const lower = text.toLowerCase();
  const capital = kind === 'word' && upper.test(text);
  const word = { kind, text, lower, capital, traits: 0, known: [] };
  for (const [at, has] of tests.entries()) if (has(word)) word.traits |= 1 << at;
  // The next text starts again; this word is found no more, and is as good.
  if (kept >= maxWords) forgetWords();
  else {
    slots[slot] = word;
    kept += 1;
  }
  return word;
}

/** V8 keeps all of a text for as long as a piece of it is kept: of a longer piece this is a copy. */
function ownCopy(piece: string): string {
  return piece.length < piecesFrom ? piece : ` ${piece}`.slice(1);
}

const piecesFrom = 13;

const tests: Array<(word: Word) => boolean> = [];
const maxTraits = 31;

/**
 * A trait of words by which a text is searched: every token says whether it has it, so that most of
 * a text is passed over at hardly any cost. To be asked for while modules are loaded.
 *
 * @returns its bit in `traits`
 */
export function traitOf(has: (word: Word) => boolean): number {
  if (tests.length === maxTraits) throw new Error('There are no bits left for traits of words');
  forgetWords();
  tests.push(has);
  return 1 << (tests.length - 1);
}

/** Makes a function of a word that is computed once for each. */
export const perWord = memoryOf<Word>();

/** Without accents and a genitive, in lower case. */
export const foldedName = perWord(({ text }) => fold(text.replace(/'s$/, '')));

/** Without accents, in lower case. */
export const foldedWord = perWord(({ lower }) => fold(lower));
