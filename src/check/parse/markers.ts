import { dutchMarkers, englishMarkers } from '../../lexicon/certainty.ts';
import { perSide } from './pair.ts';
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

/** The markers of a Dutch text. */
export const dutchMarkersOf = perSide(
  (side): Markers<DutchMarker> => Map.groupBy(readDutch(side), ({ kind }) => kind),
);

/** The markers of an English text. */
export const englishMarkersOf = perSide(
  (side): Markers<EnglishMarker> => Map.groupBy(readEnglish(side), ({ kind }) => kind),
);

/** How many markers of some kinds there are. */
export function countMarkers<Kind extends string>(
  markers: Markers<Kind>,
  ...kinds: readonly Kind[]
): number {
  if (markers.size === 0) return 0;
  let count = 0;
  for (const kind of kinds) count += markers.get(kind)?.length ?? 0;
  return count;
}
