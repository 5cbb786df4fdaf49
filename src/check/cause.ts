import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countMarkers, dutchMarkersOf, englishMarkersOf } from './parse/markers.ts';
import type { Pair } from './parse/pair.ts';

/* A cause that became a concession, or the other way round: "omdat" rendered as "although". */

/** A conjunction that was turned round. */
export const checkCause: PairCheck = (pair) => pair.aligned().flatMap(checkSentence);

function checkSentence({ nl, en }: Pair): readonly PairFinding[] {
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const english = englishMarkersOf(en);
  const concession = english.get('concession')?.[0];
  const cause = english.get('cause')?.[0];
  if (!concession && !cause) return [];
  const dutch = dutchMarkersOf(nl);
  const [dutchCause] = dutch.get('cause') ?? [];
  if (concession && dutchCause && !cause && countMarkers(dutch, 'concession') === 0)
    return [turned(dutchCause, concession)];
  const dutchConcession = dutch.get('concession')?.find(({ tokens }) => isPlain(tokens[0]?.lower));
  const causes = countMarkers(dutch, 'cause', 'causeWeak');
  if (cause && dutchConcession && !concession && causes === 0)
    if (countMarkers(english, 'contrast') === 0) return [turned(dutchConcession, cause)];
  return [];
}

/** These concede and nothing else. */
const plain = new Set(
  'hoewel ofschoon alhoewel ondanks niettegenstaande desondanks niettemin desalniettemin weliswaar echter'.split(
    ' ',
  ),
);
const isPlain = (word: string | undefined): boolean => plain.has(word ?? '');

type Words = Parameters<typeof marksOf>[0][number];

function turned({ tokens: dutch }: { tokens: Words }, { tokens: english }: { tokens: Words }) {
  const [before, after] = [dutch, english].map((words) => words.map(({ text }) => text).join(' '));
  const message = `"${before}" in the Dutch is "${after}" in the English`;
  return warning(message, { rule: 'cause/turned', marks: marksOf([dutch], [english]) });
}
