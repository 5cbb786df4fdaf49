import { readDutchNumbers } from './dutch-numbers.ts';
import { readEnglishNumbers } from './english-numbers.ts';
import { type Folded, foldWords, type Name, readNames } from './names.ts';
import type { Quantity } from './quantity.ts';
import { readText, type Text } from './text.ts';

/** One side of a pair, and what is read from it when a check first asks. */
export interface Side extends Text {
  numbers(): readonly Quantity[];
  names(): readonly Name[];
  folded(): Folded;
}

/** A Dutch text and the English that is to be the same. */
export interface Pair {
  readonly nl: Side;
  readonly en: Side;
}

/** Reads both texts. */
export function readPair(nl: string, en: string): Pair {
  return { nl: readSide(nl, 'nl'), en: readSide(en, 'en') };
}

/** Reads one text. */
export function readSide(source: string, language: 'nl' | 'en'): Side {
  const text = readText(source);
  return {
    ...text,
    numbers: once(() => (language === 'nl' ? readDutchNumbers(text) : readEnglishNumbers(text))),
    names: once(() => readNames(text, language)),
    folded: once(() => foldWords(text)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
