import { likenessOf } from './align/likeness.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countMarkers, dutchMarkersOf, englishMarkersOf } from './parse/markers.ts';
import type { Pair } from './parse/pair.ts';

/* Who says it: without "volgens de politie" or "zei zij", what somebody says becomes a fact. */

/** An attribution that was lost. */
export const checkAttribution: PairCheck = (pair) => {
  const sentences = pair.aligned();
  return sentences.flatMap((sentence, at) =>
    checkSentence(sentence, [sentences[at - 1], sentences[at + 1]]),
  );
};

function checkSentence(
  pair: Pair,
  neighbours: ReadonlyArray<Pair | undefined>,
): readonly PairFinding[] {
  const { nl, en } = pair;
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const dutch = dutchMarkersOf(nl);
  const [said] = dutch.get('said') ?? [];
  if (!said) return [];
  const english = englishMarkersOf(en);
  if (countMarkers(english, 'said', 'saidWeak') > 0) return [];
  if (neighbours.some((neighbour) => neighbour && saysMore(neighbour))) return [];
  if (likenessOf(pair) < minLikeness) return [];
  const text = said.tokens.map((token) => token.text).join(' ');
  const message = `the Dutch names who says it ("${text}"), the English gives it as a fact`;
  return [
    warning(message, { rule: 'attribution/lost', marks: marksOf([said.tokens], [en.tokens]) }),
  ];
}

const minLikeness = 0.5;

/** The English of a neighbour says who says it, more often than its Dutch. */
function saysMore({ nl, en }: Pair): boolean {
  return (
    countMarkers(englishMarkersOf(en), 'said') >
    countMarkers(dutchMarkersOf(nl), 'said', 'saidWeak')
  );
}
