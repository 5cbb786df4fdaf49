import type { Fault } from './faults.ts';
import { givesOrders, obedience } from './naive-mode.ts';
import { sharedNames } from './names.ts';

/** A segment as the sandbox translates it, beside the Dutch it was asked. */
export interface Pair {
  readonly n: number;
  readonly nl: string;
  readonly en: string;
}

/** A segment for which the sandbox gave English it knows to be wrong. */
export interface SpoiltSegment {
  readonly kind: Fault;
  readonly nl: string;
  readonly en: string;
}

/** A spoilt translation, and which segments of it are wrong. */
export interface SpoiltTranslation {
  readonly pairs: Pair[];
  readonly segments: SpoiltSegment[];
}

const maxLoops = 40;
const otherName = 'Bartholdson';

/**
 * Spoils a translation in the way of `kind`; `pick` is a number in [0, 1) that says where.
 *
 * @returns null where the fault cannot be shown on it
 */
export function spoilTranslation(
  kind: Fault,
  pairs: readonly Pair[],
  pick: number,
): SpoiltTranslation | null {
  const at = Math.floor(pick * pairs.length);
  const chosen = pairs[at];
  if (!chosen) return null;
  const fromChosen = [...pairs.slice(at), ...pairs.slice(0, at)];
  const replaceFirst = (change: (pair: Pair) => string | null) => {
    const english = firstChange(fromChosen, change);
    return english && replace(kind, pairs, english);
  };
  switch (kind) {
    case 'segment_missing':
      return { pairs: pairs.filter((pair) => pair !== chosen), segments: [] };
    case 'segment_doubled':
      return { pairs: pairs.toSpliced(at, 0, chosen), segments: [] };
    case 'segments_swapped':
      return swap(kind, pairs, Math.min(at, pairs.length - 2));
    case 'echo':
      return replace(kind, pairs, new Map(pairs.map((pair) => [pair, pair.nl])));
    case 'segment_empty':
      return replace(kind, pairs, new Map([[chosen, '']]));
    case 'loop':
      return replace(kind, pairs, new Map([[chosen, loop(chosen.en)]]));
    case 'obeyed':
      return replaceFirst(({ nl }) => (givesOrders(nl) ? obedience : null));
    case 'segment_in_dutch':
      return replaceFirst(({ nl }) => (nl.split(' ').length > 5 ? nl : null));
    case 'number_changed':
      return replaceFirst(changeNumber);
    case 'name_changed':
      return replaceFirst(changeName);
    case 'names_exchanged':
      return replaceFirst(exchangeNames);
    default:
      return null;
  }
}

/** Puts other English in the place of some; null when that changes nothing. */
function replace(
  kind: Fault,
  pairs: readonly Pair[],
  english: ReadonlyMap<Pair, string>,
): SpoiltTranslation | null {
  const segments = [...english]
    .filter(([pair, en]) => pair.en !== en)
    .map(([{ nl }, en]) => ({ kind, nl, en }));
  if (segments.length === 0) return null;
  return { pairs: pairs.map((pair) => ({ ...pair, en: english.get(pair) ?? pair.en })), segments };
}

/** The first of these pairs that `change` can change, with its new English. */
function firstChange(
  pairs: readonly Pair[],
  change: (pair: Pair) => string | null,
): ReadonlyMap<Pair, string> | null {
  for (const pair of pairs) {
    const en = change(pair);
    if (en !== null) return new Map([[pair, en]]);
  }
  return null;
}

function swap(kind: Fault, pairs: readonly Pair[], at: number): SpoiltTranslation | null {
  const first = pairs[at];
  const second = pairs[at + 1];
  if (!first || !second || first.en === second.en) return null;
  const swapped = new Map([
    [first, second.en],
    [second, first.en],
  ]);
  return replace(kind, pairs, swapped);
}

function loop(english: string): string {
  return `${firstSentence(english)} `.repeat(maxLoops).trim();
}

/**
 * Swaps the last two digits of a number of three or more that the Dutch has too, or raises the last
 * digit where both are the same.
 */
function changeNumber({ nl, en }: Pair): string | null {
  const number = /(?<![\d.,:])\d{3,}(?![\d.,:]*\d)/.exec(en)?.[0];
  if (number === undefined || !nl.includes(number)) return null;
  const last = number.slice(-1);
  const swapped = `${number.slice(0, -2)}${last}${number.slice(-2, -1)}`;
  const raised = `${number.slice(0, -1)}${(Number(last) + 1) % 10}`;
  return en.replace(number, swapped === number ? raised : swapped);
}

/** Replaces a name that occurs once, within a sentence, in both languages. */
function changeName({ nl, en }: Pair): string | null {
  const capitalized = [...nl.matchAll(/(?<=\p{Ll},? )\p{Lu}\p{Ll}{3,}(?!\p{L})/gu)];
  const name = capitalized
    .map(([word]) => word)
    .find((word) => !isAdjective(word) && occursOnce(word, en) && occursOnce(word, nl));
  return name === undefined ? null : en.replace(name, otherName);
}

/** Puts the last name that both texts have in the place of the first, and the other way round. */
function exchangeNames({ nl, en }: Pair): string | null {
  const names = sharedNames(nl, en).en;
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last || first === last) return null;
  const between = en.slice(first.end, last.start);
  return `${en.slice(0, first.start)}${last.name}${between}${first.name}${en.slice(last.end)}`;
}

/** Haagse, Pacifische: capitalized, but no names. */
function isAdjective(word: string): boolean {
  return word.endsWith('se') || word.endsWith('sche');
}

function occursOnce(word: string, text: string): boolean {
  return text.split(word).length === 2;
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/s.exec(text)?.[0] ?? text;
}
