import { glossWords } from '../parse/dictionary.ts';
import { fold } from '../parse/fold.ts';
import type { Text } from '../parse/text.ts';

/*
 * Which sentences render which: monotone, by their lengths (Gale and Church 1993, "A program for
 * aligning sentences in bilingual corpora") and by what a text and its translation share: numbers,
 * names, words the languages have in common, and words that the lexicon gives.
 */

/** Sentences of both texts, each from one up to another, that render each other. */
export interface Bead {
  readonly nl: readonly [from: number, to: number];
  readonly en: readonly [from: number, to: number];
}

/** How many sentences of each side a bead may have, and what it costs. */
const shapes = [
  { nl: 1, en: 1, cost: 0 },
  { nl: 1, en: 2, cost: 2.3 },
  { nl: 2, en: 1, cost: 2.3 },
  { nl: 2, en: 2, cost: 4.4 },
  { nl: 1, en: 0, cost: 4.5 },
  { nl: 0, en: 1, cost: 4.5 },
] as const;

/** English characters for a Dutch one, as in NTREX, FLORES and what models write. */
const lengthRatio = 0.93;
/** Variance of the length per character, as Gale and Church measured it. */
const variance = 6.8;
/** What a shared mark is worth. */
const markGain = 1.2;
const maxMarkGain = 6;
/** Of two sentences for one, one that shares nothing with it probably has no counterpart. */
const strangerCost = 3;
const beginning = 5;
const minLetters = 4;

/** Aligns the sentences of two texts. */
export function alignSentences(dutch: readonly Text[], english: readonly Text[]): Bead[] {
  const nl = { texts: dutch, marks: dutch.map(marksOfDutch) };
  const en = { texts: english, marks: english.map(marksOfEnglish) };
  const width = english.length + 1;
  const costs = new Float64Array((dutch.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const steps = new Int8Array(costs.length).fill(-1);
  costs[0] = 0;
  const reach = (i: number, j: number) => {
    for (const [at, shape] of shapes.entries()) {
      if (i < shape.nl || j < shape.en) continue;
      const before = costs[(i - shape.nl) * width + j - shape.en] ?? 0;
      const isPaired = shape.nl > 0 && shape.en > 0;
      const own = isPaired ? costOf(part(nl, i, shape.nl), part(en, j, shape.en)) : 0;
      const cost = before + shape.cost + own;
      const place = i * width + j;
      if (cost >= (costs[place] ?? 0)) continue;
      costs[place] = cost;
      steps[place] = at;
    }
  };
  for (let i = 0; i <= dutch.length; i += 1)
    for (let j = 0; j <= english.length; j += 1) if (i + j > 0) reach(i, j);
  return traceBack(steps, dutch.length, english.length);
}

/** The last sentences before one. */
function part({ texts, marks }: Candidate, end: number, count: number): Candidate {
  return { texts: texts.slice(end - count, end), marks: marks.slice(end - count, end) };
}

function traceBack(steps: Int8Array, dutch: number, english: number): Bead[] {
  const beads: Bead[] = [];
  let [i, j] = [dutch, english];
  while (i > 0 || j > 0) {
    const shape = shapes[steps[i * (english + 1) + j] ?? -1];
    if (!shape) break;
    beads.push({ nl: [i - shape.nl, i], en: [j - shape.en, j] });
    i -= shape.nl;
    j -= shape.en;
  }
  return beads.reverse();
}

interface Candidate {
  readonly texts: readonly Text[];
  readonly marks: ReadonlyArray<ReadonlySet<string>>;
}

function costOf(nl: Candidate, en: Candidate): number {
  const [lengthNl, lengthEn] = [lengthOf(nl.texts), lengthOf(en.texts)];
  const deviation =
    (lengthEn - lengthNl * lengthRatio) / Math.sqrt(Math.max(1, lengthNl) * variance);
  const ofLength = Math.min(8, (deviation * deviation) / 2);
  let shared = 0;
  let strangers = 0;
  for (const marks of nl.marks) {
    const own = countShared(marks, en.marks);
    shared += own;
    if (own === 0) strangers += 1;
  }
  for (const marks of en.marks) if (countShared(marks, nl.marks) === 0) strangers += 1;
  const isOneToOne = nl.texts.length === 1 && en.texts.length === 1;
  const ofStrangers = isOneToOne ? 0 : strangers * strangerCost;
  return ofLength + ofStrangers - Math.min(maxMarkGain, shared * markGain);
}

function countShared(
  marks: ReadonlySet<string>,
  others: ReadonlyArray<ReadonlySet<string>>,
): number {
  let shared = 0;
  for (const mark of marks) if (others.some((other) => other.has(mark))) shared += 1;
  return shared;
}

function lengthOf(texts: readonly Text[]): number {
  return texts.reduce((sum, { raw }) => sum + raw.length, 0);
}

function marksOfDutch(text: Text): ReadonlySet<string> {
  const marks = marksOf(text);
  for (const word of text.words)
    if (word.length >= minLetters)
      for (const english of glossWords(word)) marks.add(english.slice(0, beginning));
  return marks;
}

const marksOfEnglish = (text: Text): ReadonlySet<string> => marksOf(text);

function marksOf({ tokens }: Text): Set<string> {
  const marks = new Set<string>();
  for (const { kind, text, lower } of tokens) {
    if (kind === 'digits') marks.add(text.replace(/[.,:]/g, ''));
    else if (kind === 'word' && text.length >= minLetters)
      marks.add(fold(lower).slice(0, beginning));
  }
  return marks;
}
