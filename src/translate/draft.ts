import type { Finding, Provenance, Translation } from '../contract.ts';
import type { Attribution, Rendering } from './rendering.ts';
import type { TranslatedSegments } from './segments.ts';

/** English for an article, and where each segment of it comes from. */
export interface InitialDraft {
  readonly translation: Translation;
  readonly provenance: readonly Provenance[];
}

/** A draft that has been checked. */
export interface Draft extends InitialDraft {
  readonly findings: readonly Finding[];
  /**
   * The model returned what it was asked to correct: it stands by it, and the check may be wrong.
   */
  readonly unchanged: boolean;
}

/** The number of a segment; null for the title. */
export type SegmentNumber = number | null;

/** New English, by segment. */
export type Renderings = ReadonlyMap<SegmentNumber, Rendering>;

/** What several calls returned, as one map. */
export function collectRenderings(groups: readonly TranslatedSegments[]): Renderings {
  const title = groups.find((group) => group.title !== null)?.title ?? null;
  const segments = groups
    .flatMap((group) => group.segments)
    .map(({ n, ...rendering }): [SegmentNumber, Rendering] => [n, rendering]);
  return new Map(title === null ? segments : [[null, title], ...segments]);
}

/** A translation with new English in place of the old. */
export function applyRenderings(translation: Translation, renderings: Renderings): Translation {
  return {
    title: renderings.get(null)?.en ?? translation.title,
    segments: translation.segments.map((segment) => ({
      ...segment,
      en: renderings.get(segment.n)?.en ?? segment.en,
    })),
  };
}

/** The English of a segment; null where there is none. */
export function englishOf(translation: Translation, segment: SegmentNumber): string | null {
  if (segment === null) return translation.title;
  return translation.segments.find(({ n }) => n === segment)?.en ?? null;
}

/** The Dutch of a segment; a translation does not contain the Dutch title. */
export function dutchOf(
  translation: Translation,
  title: string | null,
  segment: SegmentNumber,
): string {
  if (segment === null) return title ?? '';
  return translation.segments.find(({ n }) => n === segment)?.nl ?? '';
}

/** The English of the segment before this one; empty at the beginning. */
export function englishBefore(translation: Translation, segment: number): string {
  return englishOf(translation, segment - 1) ?? '';
}

/** Attribution as it is stored: all null for a segment that was English already. */
export function attributionFields(
  by: Attribution | null,
): Pick<Provenance, 'model' | 'asked' | 'call'> {
  return by ?? { model: null, asked: null, call: null };
}
