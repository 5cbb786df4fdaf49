import type { Text, Token } from './text.ts';
import { foldedWord, perWord, traitOf, type Word } from './words.ts';

/*
 * Words and phrases of several kinds, and where they stand in a text. In a list, phrases are
 * separated by commas: `weiger*` stands for all words that begin so, `*loos` for all that end so,
 * `kept/keeps` for either word, and `…` for up to eight other words. Accents make no difference
 * ("géén").
 */

/** A phrase that stands in a text. */
export interface Phrase<Kind extends string> {
  readonly kind: Kind;
  /** Its first token's place in the text. */
  readonly at: number;
  /** Its own words, without those that a gap leaves out. */
  readonly tokens: readonly Token[];
}

/** Finds the phrases of a text, in order. */
export type PhraseReader<Kind extends string> = (
  text: Pick<Text, 'tokens' | 'traits'>,
) => Array<Phrase<Kind>>;

interface Pattern<Kind extends string> {
  readonly kind: Kind;
  readonly words: readonly string[];
  /** Its words after the first, ready to be compared. */
  readonly rest: readonly Part[];
}

/** A word of a pattern, or the letters that one begins or ends with; or a gap. */
interface Part {
  readonly what: 'word' | 'beginning' | 'end' | 'gap';
  readonly letters: string;
}

function toPart(word: string): Part {
  if (word === gap) return { what: 'gap', letters: '' };
  if (word.endsWith('*')) return { what: 'beginning', letters: word.slice(0, -1) };
  return word.startsWith('*')
    ? { what: 'end', letters: word.slice(1) }
    : { what: 'word', letters: word };
}

const gap = '…';
const maxGap = 8;

type Lists<Kind extends string> = ReadonlyArray<readonly [kind: Kind, phrases: string]>;

/** A reader that gives each word to one phrase at most: from left to right, the longest first. */
export function phraseReader<Kind extends string>(lists: Lists<Kind>): PhraseReader<Kind> {
  const { trait, beginningWith } = indexOf(lists);
  return whereAny(trait, (tokens) => {
    const found: Array<Phrase<Kind>> = [];
    let taken: Set<Token> | undefined;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      // Most words begin nothing.
      if (!token || (token.traits & trait) === 0 || taken?.has(token)) continue;
      const candidates = beginningWith(token.word);
      const phrase = longestAt(tokens, at, candidates);
      if (!phrase) continue;
      found.push(phrase);
      if (phrase.tokens.length === 1) continue;
      taken ??= new Set();
      for (const own of phrase.tokens) taken.add(own);
    }
    return found;
  });
}

/** Texts without a word that begins a phrase need not be read. */
function whereAny<Kind extends string>(
  trait: number,
  read: (tokens: readonly Token[]) => Array<Phrase<Kind>>,
): PhraseReader<Kind> {
  return ({ tokens, traits }) => ((traits & trait) === 0 ? [] : read(tokens));
}

function longestAt<Kind extends string>(
  tokens: readonly Token[],
  at: number,
  candidates: ReadonlyArray<Pattern<Kind>>,
): Phrase<Kind> | undefined {
  const next = plainWord(tokens[at + 1]);
  for (const { kind, rest } of candidates) {
    const own = mayGoOn(next, rest[0]) ? matchAt(tokens, at, rest) : undefined;
    if (own) return { kind, at, tokens: own };
  }
  return undefined;
}

/** A reader that finds all phrases, also where they share words. */
export function everyPhraseReader<Kind extends string>(lists: Lists<Kind>): PhraseReader<Kind> {
  const { trait, beginningWith } = indexOf(lists);
  return whereAny(trait, (tokens) => {
    const found: Array<Phrase<Kind>> = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (!token || (token.traits & trait) === 0) continue;
      const next = plainWord(tokens[at + 1]);
      for (const { kind, rest } of beginningWith(token.word)) {
        const own = mayGoOn(next, rest[0]) ? matchAt(tokens, at, rest) : undefined;
        if (own) found.push({ kind, at, tokens: own });
      }
    }
    return found;
  });
}

/** Where the phrases of a reader may begin. */
interface Index<Kind extends string> {
  /** Of words that begin any. */
  readonly trait: number;
  /** The patterns that may begin with a word, the longest first. */
  beginningWith(word: Word): ReadonlyArray<Pattern<Kind>>;
}

function indexOf<Kind extends string>(lists: Lists<Kind>): Index<Kind> {
  const patterns = lists.flatMap(([kind, phrases]) => patternsOf(kind, phrases));
  const byFirstWord = Map.groupBy(patterns, ({ words }) => words[0] ?? '');
  // By the one letter that they must share with a word: every word of a text is asked about.
  const withWildcard = Map.groupBy(
    patterns.filter(({ words }) => words[0]?.includes('*')),
    ({ words: [first = ''] }) => (first.endsWith('*') ? `${first[0]}*` : `*${first.at(-1)}`),
  );
  const find = (word: Word): ReadonlyArray<Pattern<Kind>> => {
    const plain = foldedWord(word);
    const wild = [`${plain[0]}*`, `*${plain.at(-1)}`].flatMap((letter) =>
      (withWildcard.get(letter) ?? []).filter(({ words }) => fits(toPart(words[0] ?? ''), plain)),
    );
    const found = [...(byFirstWord.get(plain) ?? []), ...wild];
    if (found.length === 0) return none;
    return found.sort((a, b) => b.words.length - a.words.length || closeness(b) - closeness(a));
  };
  return { trait: traitOf(beginnerOf(patterns)), beginningWith: perWord(find) };
}

/** Does a word begin any of these? Asked of every new word, so nothing is made for the answer. */
function beginnerOf(patterns: ReadonlyArray<Pattern<string>>): (word: Word) => boolean {
  const first = new Set(patterns.map(({ words }) => words[0] ?? ''));
  const wild = [...first].filter((pattern) => pattern.includes('*'));
  const starts = wild.filter((pattern) => pattern.endsWith('*')).map((own) => own.slice(0, -1));
  const ends = wild.filter((pattern) => pattern.startsWith('*')).map((own) => own.slice(1));
  const byFirstLetter = Map.groupBy(starts, (start) => start[0]);
  const byLastLetter = Map.groupBy(ends, (end) => end.at(-1));
  return (word) => {
    const plain = foldedWord(word);
    return (
      first.has(plain) ||
      byFirstLetter.get(plain[0])?.some((start) => plain.startsWith(start)) === true ||
      byLastLetter.get(plain.at(-1))?.some((end) => plain.endsWith(end)) === true
    );
  };
}

/** The one list of all words that begin no phrase. */
const none: readonly never[] = [];

/** Of two patterns for one word the closer counts: `under` before `under*`, that before `un*`. */
function closeness<Kind extends string>({ words: [first = ''] }: Pattern<Kind>): number {
  return first.includes('*') ? first.length : Number.MAX_SAFE_INTEGER;
}

function patternsOf<Kind extends string>(kind: Kind, phrases: string): Array<Pattern<Kind>> {
  return phrases
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .flatMap((phrase) => alternatives(phrase.split(/\s+/)))
    .map((words) => ({ kind, words, rest: words.slice(1).map(toPart) }));
}

/** "keep/kept away" → "keep away", "kept away". */
function alternatives(words: readonly string[]): string[][] {
  return words.reduce<string[][]>(
    (all, word) => word.split('/').flatMap((choice) => all.map((before) => [...before, choice])),
    [[]],
  );
}

function fits({ what, letters }: Part, word: string): boolean {
  if (what === 'word') return word === letters;
  return what === 'beginning' ? word.startsWith(letters) : word.endsWith(letters);
}

/** The tokens of a phrase that begins here; that its first word fits is known. */
function matchAt(
  tokens: readonly Token[],
  at: number,
  rest: readonly Part[],
): readonly Token[] | undefined {
  const first = tokens[at];
  if (!first) return undefined;
  const own = [first];
  let place = at + 1;
  let room = 0;
  for (const part of rest) {
    if (part.what === 'gap') {
      room = maxGap;
      continue;
    }
    while (room > 0 && place < tokens.length && !fits(part, plainWord(tokens[place]))) {
      place += 1;
      room -= 1;
    }
    const token = tokens[place];
    if (!token || !fits(part, plainWord(token))) return undefined;
    own.push(token);
    place += 1;
    room = 0;
  }
  return own;
}

/** Most phrases end here: their second word is another. */
function mayGoOn(next: string, part: Part | undefined): boolean {
  if (part === undefined || part.what === 'gap') return true;
  return next !== '' && fits(part, next);
}

const plainWord = (token: Token | undefined): string => (token ? foldedWord(token.word) : '');
