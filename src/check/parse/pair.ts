import { alignSentences } from '../align/align.ts';
import { type Links, linkTerms } from '../align/links.ts';
import { isLong, partsOf, type Range } from '../align/long-pairs.ts';
import { readSentences } from '../align/sentences.ts';
import { readTerms, type Term } from '../align/terms.ts';
import { readDutchNumbers } from './dutch-numbers.ts';
import { readEnglishNumbers } from './english-numbers.ts';
import { findKnownNames, type KnownName } from './known-names.ts';
import { memoryOf, type Remembered } from './memory.ts';
import { type NameWord, readNameWords } from './name-words.ts';
import { type Folded, foldWords, type Name, readNames } from './names.ts';
import type { Quantity } from './quantity.ts';
import { joinTexts, partOfText, readText, type Text } from './text.ts';

/** One side of a pair, and what is read from it when a check first asks. */
export interface Side extends Text, Remembered {
  readonly language: 'nl' | 'en';
  numbers(): readonly Quantity[];
  names(): readonly Name[];
  /** Places, institutions and people that both languages have a name of their own for. */
  knownNames(): readonly KnownName[];
  /** Words of other names, each time they stand there. */
  nameWords(): readonly NameWord[];
  folded(): Folded;
  /** The words and numbers that a translation has to answer. */
  terms(): readonly Term[];
  /** Its sentences, in order: together they are the text. */
  sentences(): readonly Side[];
}

/** A Dutch text and the English that is to be the same. */
export interface Sides {
  readonly nl: Side;
  readonly en: Side;
}

/** Both sides, and which of their sentences render each other. */
export interface Pair extends Sides {
  /** Some tokens of each text as a pair of their own; marks in it are those of the whole. */
  part(ofDutch: Range, ofEnglish: Range): Pair;
  /**
   * The sentences that render each other, in order: one and one, one and two, two and one. What has
   * no counterpart stands against an empty text.
   */
  aligned(): readonly Pair[];
  /** Which terms of their sentences may render each other. */
  links(): Links;
}

/** Makes a function of a text that is computed once for each. */
export const perSide = memoryOf<Side>();

/** Reads both texts. */
export function readPair(nl: string, en: string): Pair {
  return toPair(readSide(nl, 'nl'), readSide(en, 'en'));
}

function toPair(nl: Side, en: Side): Pair {
  const pair: Pair = {
    nl,
    en,
    part: (ofDutch, ofEnglish) => toPair(partOfSide(nl, ofDutch), partOfSide(en, ofEnglish)),
    links: once(() => linkTerms(nl, en)),
    aligned: once((): readonly Pair[] => {
      if (isLong(pair)) return [...partsOf(pair)].flatMap((part) => part.aligned());
      const [dutch, english] = [nl.sentences(), en.sentences()];
      if (dutch.length <= 1 && english.length <= 1) return [pair];
      const join = { nl: joiner(nl, dutch), en: joiner(en, english) };
      return alignSentences(dutch, english, pair.links()).map((bead) =>
        toPair(join.nl(bead.nl), join.en(bead.en)),
      );
    }),
  };
  return pair;
}

function partOfSide(side: Side, [from, to]: Range): Side {
  return toSide(partOfText(side, from, to), side.language);
}

/** Makes one text of some of the sentences of a text. */
function joiner(side: Side, sentences: readonly Side[]): (range: Range) => Side {
  const tokensBefore = [0];
  let sum = 0;
  for (const { tokens } of sentences) {
    sum += tokens.length;
    tokensBefore.push(sum);
  }
  return ([from, to]) => {
    const single = to === from + 1 ? sentences[from] : undefined;
    return single ?? partOfSide(side, [tokensBefore[from] ?? 0, tokensBefore[to] ?? 0]);
  };
}

/** Reads one text. */
export function readSide(source: string, language: 'nl' | 'en'): Side {
  return toSide(readText(source), language);
}

/** Reads several texts that have been read as one; each begins on a line of its own. */
export function joinSides(sides: readonly Side[], language: 'nl' | 'en'): Side {
  return toSide(joinTexts(sides, '\n\n'), language);
}

function toSide(text: Text, language: 'nl' | 'en'): Side {
  const side: Side = {
    language,
    raw: text.raw,
    start: text.start,
    tokens: text.tokens,
    get words() {
      return text.words;
    },
    known: [],
    numbers: once(() => (language === 'nl' ? readDutchNumbers(text) : readEnglishNumbers(text))),
    names: once(() => readNames(text, language)),
    knownNames: once(() => findKnownNames(text.tokens, language)),
    nameWords: once(() =>
      readNameWords({ language, tokens: text.tokens, knownNames: side.knownNames() }),
    ),
    folded: once(() => foldWords(text)),
    terms: once(() => readTerms(text, language)),
    sentences: once(() =>
      readSentences(text).map(([from, to]) => toSide(partOfText(text, from, to), language)),
    ),
  };
  return side;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
