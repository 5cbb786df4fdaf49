import type { Translation } from '../../contract.ts';

/**
 * The rows of the table that the checks are held to. `meaning` is what only a reader can see: no
 * check is asked for it.
 */
export type PlantGroup =
  | 'numbers'
  | 'places'
  | 'dutch left in'
  | 'names'
  | 'negation'
  | 'opposites'
  | 'certainty'
  | 'coverage'
  | 'whole segments'
  | 'meaning';

/** A segment of an article in which an error may be planted. */
export interface Place {
  readonly nl: string;
  readonly en: string;
  /** All of the article's segments, in order; this is one of them. */
  readonly segments: Translation['segments'];
  readonly at: number;
}

/** English that was spoilt, by the place of its segment in the article. */
export type Planted = ReadonlyMap<number, string>;

/** One kind of error, and how it is made in any Dutch and English pair. */
export interface Planter {
  readonly kind: string;
  readonly group: PlantGroup;
  /** What goes wrong, for whoever reads the table. */
  readonly what: string;
  /** Plants one error; null where the segment has no place for it. */
  plant(place: Place, random: () => number): Planted | null;
}

/** A planter that changes the English of one segment only. */
export function inSegment(
  group: PlantGroup,
  kind: string,
  what: string,
  change: (place: Place, random: () => number) => string | null,
): Planter {
  return {
    group,
    kind,
    what,
    plant(place, random) {
      const en = change(place, random);
      return en === null || en === place.en ? null : new Map([[place.at, en]]);
    },
  };
}

/** One of a list; undefined of an empty one. */
export function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** One of a list that is not among `others`. */
export function pickOther<T>(
  list: readonly T[],
  others: readonly T[],
  random: () => number,
): T | undefined {
  return pick(
    list.filter((item) => !others.includes(item)),
    random,
  );
}

/** The text with another part from `start` to `end`. */
export function splice(text: string, start: number, end: number, part: string): string {
  return text.slice(0, start) + part + text.slice(end);
}

/**
 * Replaces one of the matches of a pattern, chosen by chance among those for which `change` gives
 * something else.
 *
 * @param pattern with the flag `g`
 * @returns null where there is none
 */
export function replaceOne(
  text: string,
  pattern: RegExp,
  random: () => number,
  change: (match: RegExpExecArray) => string | null | undefined,
): string | null {
  const changes = [...text.matchAll(pattern)].flatMap((match) => {
    const part = change(match);
    return part === null || part === undefined || part === match[0] ? [] : [{ match, part }];
  });
  const chosen = pick(changes, random);
  if (!chosen) return null;
  const { match, part } = chosen;
  return splice(text, match.index, match.index + match[0].length, part);
}

/** The text with two of its parts in each other's place. */
export function exchangeParts(
  text: string,
  first: RegExpExecArray,
  second: RegExpExecArray,
): string {
  const [before, after] = first.index < second.index ? [first, second] : [second, first];
  const end = splice(text, after.index, after.index + after[0].length, before[0]);
  return splice(end, before.index, before.index + before[0].length, after[0]);
}

/** A word with a capital where the one it replaces has it. */
export function sameCase(model: string, word: string): string {
  const initial = model[0] ?? '';
  return initial !== initial.toLowerCase() ? capitalised(word) : word;
}

/** With a capital. */
export function capitalised(text: string): string {
  return (text[0] ?? '').toUpperCase() + text.slice(1);
}

/** A pattern of any of the words or phrases, standing by themselves. */
export function anyOf(phrases: Iterable<string>, flags = 'giu'): RegExp {
  const escaped = [...phrases]
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.$]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\p{N}'’-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}'’-])`, flags);
}

/**
 * Words that take each other's place, from lines of `one / another`, or `one > another` where only
 * the first is replaced.
 */
export function exchanges(lines: string): {
  readonly pattern: RegExp;
  replacement(found: string, random: () => number): string | undefined;
} {
  const others = new Map<string, string[]>();
  const add = (from: string, to: string) =>
    others.set(from.toLowerCase(), [...(others.get(from.toLowerCase()) ?? []), to]);
  for (const line of lines.split(/[\n;]/)) {
    const [, from, sign, to] = /^\s*(.+?)\s*([/>])\s*(.*?)\s*$/.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    add(from, to);
    if (sign === '/') add(to, from);
  }
  return {
    pattern: anyOf(others.keys()),
    replacement: (found, random) => {
      const other = pick(others.get(found.toLowerCase()) ?? [], random);
      return other === undefined ? undefined : sameCase(found, other);
    },
  };
}

/** What a planter of {@link exchanging} is. */
interface Exchanging {
  readonly group: PlantGroup;
  readonly kind: string;
  readonly what: string;
  /** As {@link exchanges} takes them. */
  readonly lines: string;
  /** Whether the word means here what its line takes it for. */
  readonly fits?: (match: RegExpExecArray, place: Place) => boolean;
}

/** A planter that puts the other of two words in one's place. */
export function exchanging({ group, kind, what, lines, fits }: Exchanging): Planter {
  const { pattern, replacement } = exchanges(lines);
  return inSegment(group, kind, what, (place, random) =>
    replaceOne(place.en, pattern, random, (match) =>
      fits === undefined || fits(match, place) ? replacement(match[0], random) : null,
    ),
  );
}

const abbreviation =
  /(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sgt|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|No|vs|etc|approx|ca|e\.g|i\.e)|\b\p{Lu}(?:\.\p{Lu})*)\.$/u;

/** The sentences of English, each with the white space that follows it. */
export function sentencesOf(text: string): string[] {
  const parts = text.split(/(?<=[.!?…]["”’)\]]{0,2}\s+)(?=["“‘(]*[\p{Lu}\d])/u);
  const sentences: string[] = [];
  for (const part of parts) {
    const last = sentences.at(-1);
    if (last !== undefined && abbreviation.test(last.trimEnd())) {
      sentences[sentences.length - 1] = last + part;
    } else sentences.push(part);
  }
  return sentences.filter((sentence) => sentence.trim() !== '');
}

/** Its words, as white space parts them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** All English of the article but that of the place. */
export function elsewhere({ segments, at }: Place): string {
  return segments
    .filter((_, other) => other !== at)
    .map(({ en }) => en)
    .join('\n');
}
