import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countMarkers, dutchMarkersOf, englishMarkersOf } from './parse/markers.ts';
import type { Pair } from './parse/pair.ts';

/* When it is: what was, given as what will be, or the other way round. */

/** A tense that was turned round. */
export const checkTense: PairCheck = (pair) => pair.aligned().flatMap(checkSentence);

function checkSentence({ nl, en }: Pair): readonly PairFinding[] {
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const english = englishMarkersOf(en);
  const dutch = dutchMarkersOf(nl);
  const will = english.get('will')?.[0];
  const was = dutch.get('pastBe')?.[0];
  if (
    will &&
    was &&
    countMarkers(dutch, 'future', 'would', 'must', 'presentBe', 'possible', 'allowed') === 0 &&
    countMarkers(english, 'pastBe') < countMarkers(dutch, 'pastBe')
  )
    return [turned(was, will)];
  const zal = dutch.get('future')?.find(({ tokens }) => futures.has(tokens[0]?.lower ?? ''));
  const past = english.get('pastBe')?.[0];
  if (
    zal &&
    past &&
    countMarkers(dutch, 'pastBe') < countMarkers(english, 'pastBe') &&
    countMarkers(
      english,
      'will',
      'willWeak',
      'would',
      'may',
      'can',
      'must',
      'expected',
      'probable',
    ) === 0
  )
    return [turned(zal, past)];
  return [];
}

const futures = new Set(['zal', 'zullen', 'zult']);

type Words = Parameters<typeof marksOf>[0][number];

function turned({ tokens: dutch }: { tokens: Words }, { tokens: english }: { tokens: Words }) {
  const [before, after] = [dutch, english].map((words) => words.map(({ text }) => text).join(' '));
  const message = `the Dutch has "${before}", the English "${after}": another time`;
  return warning(message, { rule: 'tense/turned', marks: marksOf([dutch], [english]) });
}
