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
import {
  joinTexts,
  partOfText,
  readText,
  readTextInSteps,
  type Text,
  type TextParts,
  TokenText,
} from './text.ts';

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
export interface Pair extends Sides, Remembered {
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

/** Makes a function of a pair that is computed once for each. */
export const perPair = memoryOf<Pair>();

/** Reads both texts. */
export function readPair(nl: string, en: string): Pair {
  return pairOf(readSide(nl, 'nl'), readSide(en, 'en'));
}

/** As {@link readPair}; of long texts it pauses now and then. */
export function* readPairInSteps(nl: string, en: string): Generator<undefined, Pair> {
  return pairOf(yield* readSideInSteps(nl, 'nl'), yield* readSideInSteps(en, 'en'));
}

/** The sentences of two texts that render each other, in order; pauses between parts of long texts. */
export function* alignInSteps(nl: string, en: string): Generator<undefined, readonly Pair[]> {
  const aligned: Pair[] = [];
  for (const part of partsOf(yield* readPairInSteps(nl, en))) {
    for (const pair of part.aligned()) aligned.push(pair);
    yield;
  }
  return aligned;
}

/** Two texts that have been read. */
export const pairOf = (nl: Side, en: Side): Pair => new ReadPair(nl, en);

/*
 * Every sentence is a side and a part of a pair, and of most little is asked: so these are classes,
 * of which a thing costs one object until something is read from it.
 */

class ReadPair implements Pair {
  readonly nl: Side;
  readonly en: Side;
  readonly known: unknown[] = [];
  #links: Links | undefined;
  #aligned: readonly Pair[] | undefined;

  constructor(nl: Side, en: Side) {
    this.nl = nl;
    this.en = en;
  }

  part(ofDutch: Range, ofEnglish: Range): Pair {
    return new ReadPair(partOfSide(this.nl, ofDutch), partOfSide(this.en, ofEnglish));
  }

  links(): Links {
    this.#links ??= linkTerms(this.nl, this.en);
    return this.#links;
  }

  aligned(): readonly Pair[] {
    this.#aligned ??= this.#align();
    return this.#aligned;
  }

  #align(): readonly Pair[] {
    if (isLong(this)) return [...partsOf<Pair>(this)].flatMap((part) => part.aligned());
    const { nl, en } = this;
    const [dutch, english] = [nl.sentences(), en.sentences()];
    if (dutch.length <= 1 && english.length <= 1) return [this];
    const join = { nl: joiner(nl, dutch), en: joiner(en, english) };
    return alignSentences(dutch, english, this.links()).map(
      (bead) => new ReadPair(join.nl(bead.nl), join.en(bead.en)),
    );
  }
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

/** As {@link readSide}; of a long text it pauses now and then. */
export function* readSideInSteps(
  source: string,
  language: 'nl' | 'en',
): Generator<undefined, Side> {
  return toSide(yield* readTextInSteps(source), language);
}

/**
 * Reads several texts that have been read as one; each begins on a line of its own. Its sentences
 * are theirs, whose places count from the beginning of each.
 */
export function joinSides(sides: readonly Side[], language: 'nl' | 'en'): Side {
  return new JoinedSides(sides, language);
}

const toSide = (text: TextParts, language: 'nl' | 'en'): Side => new ReadSide(text, language);

class ReadSide extends TokenText implements Side {
  readonly language: 'nl' | 'en';
  readonly known: unknown[] = [];
  #numbers: readonly Quantity[] | undefined;
  #names: readonly Name[] | undefined;
  #knownNames: readonly KnownName[] | undefined;
  #nameWords: readonly NameWord[] | undefined;
  #folded: Folded | undefined;
  #terms: readonly Term[] | undefined;
  #sentences: readonly Side[] | undefined;

  constructor(text: TextParts, language: 'nl' | 'en') {
    super(text);
    this.language = language;
  }

  numbers(): readonly Quantity[] {
    this.#numbers ??= this.language === 'nl' ? readDutchNumbers(this) : readEnglishNumbers(this);
    return this.#numbers;
  }

  names(): readonly Name[] {
    this.#names ??= readNames(this, this.language);
    return this.#names;
  }

  knownNames(): readonly KnownName[] {
    this.#knownNames ??= findKnownNames(this.tokens, this.language);
    return this.#knownNames;
  }

  nameWords(): readonly NameWord[] {
    const { language, tokens } = this;
    this.#nameWords ??= readNameWords({ language, tokens, knownNames: this.knownNames() });
    return this.#nameWords;
  }

  folded(): Folded {
    this.#folded ??= foldWords(this);
    return this.#folded;
  }

  terms(): readonly Term[] {
    this.#terms ??= readTerms(this, this.language);
    return this.#terms;
  }

  sentences(): readonly Side[] {
    this.#sentences ??= readSentences(this).map((range) => this.#sentence(range));
    return this.#sentences;
  }

  /** The only sentence of a text without white space around it is the text itself. */
  #sentence(range: Range): Side {
    const part = partOfText(this, ...range);
    const isAll = range[1] - range[0] === this.tokens.length && part.raw.length === this.raw.length;
    return isAll ? this : toSide(part, this.language);
  }
}

class JoinedSides extends ReadSide {
  readonly #sides: readonly Side[];

  constructor(sides: readonly Side[], language: 'nl' | 'en') {
    super(joinTexts(sides, '\n\n'), language);
    this.#sides = sides;
  }

  override sentences(): readonly Side[] {
    return this.#sides.flatMap((side) => side.sentences());
  }
}
