import { originalMarks } from '../check/original-marks.ts';
import type { Mark } from '../check/pair-check.ts';
import { type Pair, readPair } from '../check/parse/pair.ts';
import type { Translation } from '../contract.ts';

/** Both texts of an article's title or of one of its segments. */
export interface SegmentTexts {
  /** The segment; null for the title. */
  readonly segment: number | null;
  readonly nl: string;
  readonly en: string;
}

/** Sentences that render each other, and where they stand in their segment. */
export interface AlignedSentence extends SegmentTexts {
  readonly of: SegmentTexts;
  readonly nlStart: number;
  readonly enStart: number;
}

/** The texts of an article that the verifier can compare: not what is missing, or was English. */
export function textsOf(title: string | null, { title: english, segments }: Translation) {
  const texts: SegmentTexts[] = segments.map(({ n, nl, en }) => ({ segment: n, nl, en }));
  if (title !== null && english !== null) texts.unshift({ segment: null, nl: title, en: english });
  return texts.filter(({ nl, en }) => nl !== en && en.trim() !== '');
}

/** The aligned sentences of a segment, in order. */
export function alignedSentences(of: SegmentTexts): AlignedSentence[] {
  const toSentence = ({ nl, en }: Pair): AlignedSentence => ({
    segment: of.segment,
    of,
    nl: nl.raw,
    en: en.raw,
    nlStart: nl.start,
    enStart: en.start,
  });
  return readPair(of.nl, of.en).aligned().map(toSentence);
}

/** Marks in sentences, as marks in the texts of their segment as given. */
export function marksInSegment(
  { of, nlStart, enStart }: AlignedSentence,
  marks: { readonly nl: Mark | null; readonly en: Mark | null },
) {
  return {
    nl: originalMarks(of.nl, shifted(marks.nl, nlStart)),
    en: originalMarks(of.en, shifted(marks.en, enStart)),
  };
}

function shifted(mark: Mark | null, by: number): Mark[] {
  return mark === null ? [] : [[mark[0] + by, mark[1] + by]];
}
