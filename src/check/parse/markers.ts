import { dutchMarkers, englishMarkers } from '../../lexicon/certainty.ts';
import type { Side } from './pair.ts';
import { everyPhraseReader, type Phrase, phraseReader } from './phrases.ts';

/* The words of a text that say how sure, who, when and why; each text is read once. */

export type DutchMarker = keyof typeof dutchMarkers;
export type EnglishMarker = keyof typeof englishMarkers;

/** The markers of a text, by what they do. */
export type Markers<Kind extends string> = ReadonlyMap<Kind, ReadonlyArray<Phrase<Kind>>>;

const entriesOf = <Kind extends string>(lists: Readonly<Record<Kind, string>>) =>
  Object.entries(lists) as Array<[Kind, string]>;

const readDutch = phraseReader(entriesOf<DutchMarker>(dutchMarkers));
const readEnglish = everyPhraseReader(entriesOf<EnglishMarker>(englishMarkers));

const dutchCache = new WeakMap<Side, Markers<DutchMarker>>();
const englishCache = new WeakMap<Side, Markers<EnglishMarker>>();

/** The markers of a Dutch text. */
export function dutchMarkersOf(side: Side): Markers<DutchMarker> {
  const before = dutchCache.get(side);
  if (before) return before;
  const markers = Map.groupBy(readDutch(side.tokens), ({ kind }) => kind);
  dutchCache.set(side, markers);
  return markers;
}

/** The markers of an English text. */
export function englishMarkersOf(side: Side): Markers<EnglishMarker> {
  const before = englishCache.get(side);
  if (before) return before;
  const markers = Map.groupBy(readEnglish(side.tokens), ({ kind }) => kind);
  englishCache.set(side, markers);
  return markers;
}

/** How many markers of some kinds there are. */
export function countMarkers<Kind extends string>(
  markers: Markers<Kind>,
  ...kinds: readonly Kind[]
): number {
  return kinds.reduce((sum, kind) => sum + (markers.get(kind)?.length ?? 0), 0);
}
