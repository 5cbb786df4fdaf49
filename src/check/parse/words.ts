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
const words = new Map<string, Word>();
const upper = /^\p{Lu}/u;

/** The word that is written so. */
export function wordOf(text: string, kind: TokenKind): Word {
  return words.get(text) ?? addWord(text, kind);
}

function addWord(found: string, kind: TokenKind): Word {
  if (words.size >= maxWords) words.clear();
  const text = ownCopy(found);
  const lower = text.toLowerCase();
  const capital = kind === 'word' && upper.test(text);
  const word = { kind, text, lower, capital, traits: 0, known: [] };
  for (const [at, has] of tests.entries()) if (has(word)) word.traits |= 1 << at;
  words.set(text, word);
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
  words.clear();
  tests.push(has);
  return 1 << (tests.length - 1);
}

/** Makes a function of a word that is computed once for each. */
export const perWord = memoryOf<Word>();

/** Without accents and a genitive, in lower case. */
export const foldedName = perWord(({ text }) => fold(text.replace(/'s$/, '')));

/** Without accents, in lower case. */
export const foldedWord = perWord(({ lower }) => fold(lower));
