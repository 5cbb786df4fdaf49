import type { Text } from '../parse/text.ts';

/*
 * Some comparisons take each word against each other, so a text without an end would take one.
 * Texts longer than any paragraph are compared in parts: sentences that render each other, as many
 * as a part holds. Where a text has no sentences, a part is as much of both as comes next.
 */

/** From one up to another, of tokens or sentences. */
export type Range = readonly [from: number, to: number];

/** Two texts that can be taken apart, and whose sentences are aligned. */
interface Divisible<Part> {
  readonly nl: Text;
  readonly en: Text;
  part(ofDutch: Range, ofEnglish: Range): Part;
  aligned(): readonly Part[];
}

/** Pairs of which a text is longer are taken apart; a paragraph of newspapers has 300 characters. */
const wholeUpTo = { tokens: 1_200, characters: 9_000 } as const;
/** How much of a text is looked at for the next part. */
const window = { tokens: 800, characters: 6_000 } as const;
/** So much of it is certain: where a window ends, its sentences have nothing to be aligned with. */
const certainShare = 0.6;

/** Is it taken apart? */
export function isLong({ nl, en }: Pick<Divisible<unknown>, 'nl' | 'en'>): boolean {
  return ![nl, en].every((text) => fits(text, [0, text.tokens.length], wholeUpTo));
}

/**
 * The pair itself or, of a long one, its parts in order. What making one takes has a bound, and so
 * has what checks take for it, so that a caller may do something else between two.
 */
export function* partsOf<Pair extends Divisible<Pair>>(pair: Pair): Generator<Pair> {
  if (!isLong(pair)) {
    yield pair;
    return;
  }
  const read = { nl: 0, en: 0 };
  while (read.nl < pair.nl.tokens.length || read.en < pair.en.tokens.length) {
    const part = nextPart(pair, read);
    read.nl += part.nl.tokens.length;
    read.en += part.en.tokens.length;
    yield part;
  }
}

/** Of a long pair the first part: enough to tell which text it is. */
export function firstPart<Pair extends Divisible<Pair>>(pair: Pair): Pair {
  for (const part of partsOf(pair)) return part;
  return pair;
}

function fits(text: Text, [from, to]: Range, limit: typeof wholeUpTo | typeof window): boolean {
  return to - from <= limit.tokens && lengthOf(text, from, to) <= limit.characters;
}

function lengthOf({ tokens }: Text, from: number, to: number): number {
  const [first, last] = [tokens[from], tokens[to - 1]];
  return first && last && to > from ? last.start + last.text.length - first.start : 0;
}

function nextPart<Pair extends Divisible<Pair>>(
  pair: Pair,
  read: { readonly nl: number; readonly en: number },
): Pair {
  const rest = { nl: pair.nl.tokens.length - read.nl, en: pair.en.tokens.length - read.en };
  let share = Math.min(1, window.tokens / Math.max(rest.nl, rest.en));
  const rangeOf = (side: 'nl' | 'en'): Range => {
    const atLeast = rest[side] === Math.max(rest.nl, rest.en) ? 1 : 0;
    const length = Math.max(atLeast, Math.floor(rest[side] * share));
    return [read[side], read[side] + length];
  };
  // Of long words fewer.
  while (!fits(pair.nl, rangeOf('nl'), window) || !fits(pair.en, rangeOf('en'), window)) share /= 2;
  const inWindow = pair.part(rangeOf('nl'), rangeOf('en'));
  return share === 1 ? inWindow : certainPart(inWindow);
}

/** The aligned sentences with which it begins. */
function certainPart<Pair extends Divisible<Pair>>(pair: Pair): Pair {
  const beads = pair.aligned();
  const enough = (pair.nl.tokens.length + pair.en.tokens.length) * certainShare;
  let [nl, en] = [0, 0];
  for (const bead of beads) {
    nl += bead.nl.tokens.length;
    en += bead.en.tokens.length;
    if (nl + en >= enough) break;
  }
  return pair.part([0, nl], [0, en]);
}
