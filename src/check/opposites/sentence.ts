import type { Meaning, Strength } from '../../lexicon/opposites/concepts.ts';
import { type Pair, perSide } from '../parse/pair.ts';
import type { Token } from '../parse/text.ts';
import { lexicon } from './lexicon.ts';
import type { Reading } from './read-meanings.ts';
import type { Sense } from './word-index.ts';

/** A meaning that a text mentions, and the words that do. */
export class Mention {
  readonly meaning: Meaning;
  readonly strength: Strength;
  /** Place of its first word in the text, and how many there are. */
  readonly at: number;
  readonly length: number;
  readonly #text: readonly Token[];

  constructor({ meaning, strength }: Sense, { at, length }: Reading, text: readonly Token[]) {
    this.meaning = meaning;
    this.strength = strength;
    this.at = at;
    this.length = length;
    this.#text = text;
  }

  /** Its words; asked for of the few that something is found out about. */
  get tokens(): readonly Token[] {
    return this.#text.slice(this.at, this.at + this.length);
  }
}

/** What an aligned sentence says of one meaning, in both languages. */
export interface Tally {
  readonly nl: readonly Mention[];
  readonly en: readonly Mention[];
}

type Language = 'nl' | 'en';

/** An aligned sentence and what it mentions. */
export class Sentence {
  readonly pair: Pair;
  readonly #readings: Readonly<Record<Language, readonly Reading[]>>;
  readonly #tallies = new Map<Meaning, Tally>();
  readonly #dutch: Counts;
  #isLiteral: boolean | undefined;

  constructor(pair: Pair) {
    this.pair = pair;
    // A sentence without a counterpart has nothing to be compared with.
    const isComparable = pair.nl.tokens.length > 0 && pair.en.tokens.length > 0;
    this.#readings = {
      nl: isComparable ? readingsOf(pair.nl) : [],
      en: isComparable ? readingsOf(pair.en) : [],
    };
    this.#dutch = new Counts(this.#readings.nl);
  }

  /** Meanings that the English says more often than the Dutch, each clearly. */
  come(): Meaning[] {
    const english = new Counts(this.#readings.en);
    return english.meanings.filter((meaning) => english.of(meaning) > this.#dutch.of(meaning));
  }

  /** Does the Dutch say it clearly? */
  says(meaning: Meaning): boolean {
    return this.#dutch.of(meaning) > 0;
  }

  /** Whatever it says of a meaning. */
  tally(meaning: Meaning): Tally {
    let tally = this.#tallies.get(meaning);
    if (!tally) {
      const { nl, en } = this.pair;
      tally = {
        nl: mentionsOf(meaning, this.#readings.nl, nl.tokens),
        en: mentionsOf(meaning, this.#readings.en, en.tokens),
      };
      this.#tallies.set(meaning, tally);
    }
    return tally;
  }

  /** Translated closely enough that a word without a counterpart means something. */
  get isLiteral(): boolean {
    this.#isLiteral ??= hasLikeLength(this.pair) && this.#hasFewStrays();
    return this.#isLiteral;
  }

  #hasFewStrays(): boolean {
    const founded = new Map<number, boolean>();
    for (const { clear, at } of this.#readings.en) {
      for (const meaning of clear) {
        if (founded.get(at) !== true) founded.set(at, this.tally(meaning).nl.length > 0);
      }
    }
    const stray = [...founded.values()].filter((isFound) => !isFound).length;
    return stray <= strays.most && stray <= Math.max(1, strays.share * founded.size);
  }
}

/** English is this much shorter than its Dutch, or longer, where nothing is left out or added. */
const lengths = { least: 0.85, most: 1.4 } as const;

function hasLikeLength({ nl, en }: Pair): boolean {
  const ratio = nl.raw.length / en.raw.length;
  return ratio >= lengths.least && ratio <= lengths.most;
}

/** Clear words of the English that nothing in the Dutch founds; the accused is one of them. */
const strays = { most: 3, share: 0.4 } as const;

/** How often each meaning is said clearly: of a sentence a few, which a list finds fastest. */
class Counts {
  readonly meanings: Meaning[] = [];
  readonly #counts: number[] = [];

  constructor(readings: readonly Reading[]) {
    for (const { clear } of readings) for (const meaning of clear) this.#add(meaning);
  }

  #add(meaning: Meaning): void {
    const at = this.meanings.indexOf(meaning);
    if (at < 0) {
      this.meanings.push(meaning);
      this.#counts.push(1);
    } else this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  of(meaning: Meaning): number {
    const at = this.meanings.indexOf(meaning);
    return at < 0 ? 0 : (this.#counts[at] ?? 0);
  }
}

function mentionsOf(
  meaning: Meaning,
  readings: readonly Reading[],
  tokens: readonly Token[],
): Mention[] {
  const mentions: Mention[] = [];
  for (const reading of readings) {
    for (const sense of reading.all) {
      if (sense.meaning === meaning) mentions.push(new Mention(sense, reading, tokens));
    }
  }
  return mentions;
}

/** It says its meaning, and does not merely excuse. */
export const isClear = ({ strength }: { readonly strength: Strength }): boolean =>
  strength === 'clear' || strength === 'sure';

/** How many clear mentions a side has beyond all those of the other, but for faint ones. */
export function surplus(tally: Tally, side: Language): number {
  let excuses = 0;
  for (const { strength } of tally[other(side)]) if (strength !== 'faint') excuses += 1;
  return countOf(tally[side]) - excuses;
}

/** How many clear mentions a side has beyond the clear ones of the other. */
export function clearSurplus(tally: Tally, side: Language): number {
  return countOf(tally[side]) - countOf(tally[other(side)]);
}

function countOf(mentions: readonly Mention[]): number {
  let count = 0;
  for (const mention of mentions) if (isClear(mention)) count += 1;
  return count;
}

const other = (side: Language): Language => (side === 'nl' ? 'en' : 'nl');

/** What the words of a text may mean. */
const readingsOf = perSide(({ language, tokens }): readonly Reading[] => {
  const { readDutch, readEnglish } = lexicon();
  return language === 'nl' ? readDutch(tokens) : readEnglish(tokens);
});

/** Whatever a Dutch article may say anywhere, however faintly. */
export const meaningsOf = perSide((article): ReadonlySet<Meaning> => {
  const meanings = new Set<Meaning>();
  for (const sentence of article.sentences())
    for (const { all } of readingsOf(sentence))
      for (const { meaning } of all) meanings.add(meaning);
  return meanings;
});
