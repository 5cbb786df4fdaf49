import { originalMarks } from '../check/original-marks.ts';
import type { Mark } from '../check/pair-check.ts';
import { alignInSteps, type Pair, type Side } from '../check/parse/pair.ts';
import { runInTurns } from '../check/turns.ts';
import type { Translation } from '../contract.ts';
import { findQuote } from './quote.ts';

/** Both texts of an article's title or of one of its segments. */
export interface SegmentTexts {
  /** The segment; null for the title. */
  readonly segment: number | null;
  readonly nl: string;
  readonly en: string;
}

/** Sentences that render each other, and the segment they stand in. */
export interface AlignedSentence extends SegmentTexts {
  readonly of: SegmentTexts;
  /** Where they begin, as their sides count (`Side.start`). */
  readonly starts: { readonly nl: number; readonly en: number };
}

/** The texts of an article that the verifier can compare: not what is missing, or was English. */
export function textsOf(title: string | null, { title: english, segments }: Translation) {
  const texts: SegmentTexts[] = segments.map(({ n, nl, en }) => ({ segment: n, nl, en }));
  if (title !== null && english !== null) texts.unshift({ segment: null, nl: title, en: english });
  return texts.filter(({ nl, en }) => nl !== en && en.trim() !== '');
}

/** The aligned sentences of each text, in order. Leaves the event loop to others meanwhile. */
export function alignInTurns(texts: readonly SegmentTexts[]): Promise<AlignedSentence[][]> {
  return runInTurns(alignAllInSteps(texts));
}

function* alignAllInSteps(
  texts: readonly SegmentTexts[],
): Generator<undefined, AlignedSentence[][]> {
  const aligned: AlignedSentence[][] = [];
  for (const of of texts) {
    const pairs = yield* alignInSteps(of.nl, of.en);
    aligned.push(pairs.map((pair) => toSentence(pair, of)));
    yield;
  }
  return aligned;
}

const toSentence = ({ nl, en }: Pair, of: SegmentTexts): AlignedSentence => ({
  segment: of.segment,
  of,
  nl: nl.raw,
  en: en.raw,
  starts: { nl: nl.start, en: en.start },
});

/** The whole of a sentence, as marks in the texts of its segment. */
export function markSentence({ nl, en, of, starts }: AlignedSentence) {
  return {
    nl: originalMarks(of.nl, [[starts.nl, starts.nl + nl.length]]),
    en: originalMarks(of.en, [[starts.en, starts.en + en.length]]),
  };
}

/** Where a quote stands in the text of a segment as given, and whether that is in the sentence. */
export interface QuotePlace {
  readonly mark: Mark;
  readonly isInSentence: boolean;
}

/**
 * Where a quote stands in the sentence; failing that, in its segment, since sentences may be aligned
 * wrongly; null where it does not.
 */
export function placeOf(
  quote: string,
  language: Side['language'],
  { [language]: text, of, starts }: AlignedSentence,
): QuotePlace | null {
  const source = of[language];
  const inSentence = findQuote(text, quote);
  if (inSentence !== null) {
    const start = starts[language];
    const [mark] = originalMarks(source, [[inSentence[0] + start, inSentence[1] + start]]);
    return mark ? { mark, isInSentence: true } : null;
  }
  const mark = findQuote(source, quote);
  return mark && { mark, isInSentence: false };
}
