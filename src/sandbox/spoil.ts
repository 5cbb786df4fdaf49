import type { Fault } from './faults.ts';
import { givesOrders, obedience } from './naive-mode.ts';

/** A translation as the sandbox makes it, beside the Dutch it was asked. */
export interface Pair {
  readonly n: number;
  readonly nl: string;
  readonly en: string;
}

/** A paragraph for which the sandbox gave English it knows to be wrong. */
export interface Poisoned {
  readonly kind: Fault;
  readonly nl: string;
  readonly en: string;
}

/** A spoilt list of segments, and which of them are spoilt; null where the fault cannot be shown on them. */
export type Spoilt = { readonly segments: Pair[]; readonly poisoned: Poisoned[] } | null;

const maxLoops = 40;
const otherName = 'Bartholdson';

/** Spoils a translation in the way of `kind`; `pick` is a number in [0, 1) that says where. */
export function spoilTranslation(kind: Fault, pairs: readonly Pair[], pick: number): Spoilt {
  const at = Math.floor(pick * pairs.length);
  const chosen = pairs[at];
  if (!chosen) return null;
  switch (kind) {
    case 'segment_missing':
      return { segments: pairs.filter((pair) => pair !== chosen), poisoned: [] };
    case 'segment_doubled':
      return {
        segments: pairs.flatMap((pair) => (pair === chosen ? [pair, pair] : [pair])),
        poisoned: [],
      };
    case 'segments_swapped':
      return swap(kind, pairs, Math.min(at, pairs.length - 2));
    case 'echo':
      return replace(kind, pairs, new Map(pairs.map((pair) => [pair, pair.nl])));
    case 'segment_empty':
      return replace(kind, pairs, new Map([[chosen, '']]));
    case 'loop':
      return replace(
        kind,
        pairs,
        new Map([[chosen, `${firstSentence(chosen.en)} `.repeat(maxLoops).trim()]]),
      );
    case 'obeyed':
      return replaceFirst(kind, pairs, at, ({ nl }) => (givesOrders(nl) ? obedience : null));
    case 'segment_in_dutch':
      return replaceFirst(kind, pairs, at, ({ nl }) => (nl.split(' ').length > 5 ? nl : null));
    case 'number_changed':
      return replaceFirst(kind, pairs, at, changeNumber);
    case 'name_changed':
      return replaceFirst(kind, pairs, at, changeName);
    default:
      return null;
  }
}

function replace(kind: Fault, pairs: readonly Pair[], english: ReadonlyMap<Pair, string>): Spoilt {
  const poisoned = [...english]
    .filter(([pair, en]) => pair.en !== en)
    .map(([{ nl }, en]) => ({ kind, nl, en }));
  return poisoned.length === 0
    ? null
    : { segments: pairs.map((pair) => ({ ...pair, en: english.get(pair) ?? pair.en })), poisoned };
}

/** The first pair, from `at` on and round, that `change` can change. */
function replaceFirst(
  kind: Fault,
  pairs: readonly Pair[],
  at: number,
  change: (pair: Pair) => string | null,
): Spoilt {
  for (const pair of [...pairs.slice(at), ...pairs.slice(0, at)]) {
    const en = change(pair);
    if (en !== null) return replace(kind, pairs, new Map([[pair, en]]));
  }
  return null;
}

function swap(kind: Fault, pairs: readonly Pair[], at: number): Spoilt {
  const [one, two] = [pairs[at], pairs[at + 1]];
  if (!one || !two || one.en === two.en) return null;
  return replace(
    kind,
    pairs,
    new Map([
      [one, two.en],
      [two, one.en],
    ]),
  );
}

/** Swaps the last two digits of a number of three or more that the Dutch has too, or raises the last one. */
function changeNumber({ nl, en }: Pair): string | null {
  const number = /(?<![\d.,:])\d{3,}(?![\d.,:]*\d)/.exec(en)?.[0];
  if (number === undefined || !nl.includes(number)) return null;
  const swapped = `${number.slice(0, -2)}${number.at(-1)}${number.at(-2)}`;
  const changed =
    swapped === number ? number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10) : swapped;
  return en.replace(number, changed);
}

/** Puts another name in the place of one that stands inside a sentence, in both languages. */
function changeName({ nl, en }: Pair): string | null {
  const names = [...nl.matchAll(/(?<=\p{Ll},? )\p{Lu}\p{Ll}{3,}(?!\p{L})/gu)].map(([name]) => name);
  // Adjectives (Haagse, Pacifische) are no names.
  const name = names.find(
    (one) =>
      !one.endsWith('se') &&
      !one.endsWith('sche') &&
      en.split(one).length === 2 &&
      nl.split(one).length === 2,
  );
  return name === undefined ? null : en.replace(name, otherName);
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/s.exec(text)?.[0] ?? text;
}
