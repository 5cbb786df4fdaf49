import { likenessOf } from './align/likeness.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import { countMarkers, dutchMarkersOf, englishMarkersOf } from './parse/markers.ts';
import type { Pair, Side } from './parse/pair.ts';
import type { Phrase } from './parse/phrases.ts';

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
  const said = (dutchMarkersOf(nl).get('said') ?? []).filter((phrase) => isReport(nl, phrase));
  if (said.length === 0) return [];
  const { strong, weak } = attributionsOf(pair);
  // Words that may attribute something ("from", "found") do so only where it is attributed.
  const isNear = ({ at }: Phrase<string>) =>
    said.some((own) => {
      const expected = (own.at / nl.tokens.length) * en.tokens.length;
      return Math.abs(at - expected) <= reach + en.tokens.length * reachByLength;
    });
  const kept = strong.length + weak.filter(isNear).length;
  if (kept >= said.length) return [];
  if (neighbours.some((neighbour) => neighbour && saysMore(neighbour))) return [];
  if (likenessOf(pair) < minLikeness) return [];
  const lost = said[0];
  if (!lost) return [];
  const text = lost.tokens.map((token) => token.text).join(' ');
  const message = `the Dutch names who says it ("${text}"), the English gives it as a fact`;
  const rule = `attribution/${kept > 0 ? 'one-lost' : 'lost'}`;
  return [warning(message, { rule, marks: marksOf([lost.tokens], [en.tokens]) })];
}

const sources = new Set(['volgens', 'aldus', 'naar']);
const conditions = new Set(['als', 'indien', 'wanneer', 'om', 'te']);
const opensReport = new Set(['dat', ':', ',', '"', '“', '”', '’', '‘', "'", 'of', 'hoe']);

/** "zei dat", "”, zei hij": what somebody says is there. "als ze dat zeggen" reports nothing. */
function isReport({ tokens }: Side, { at, tokens: own }: Phrase<string>): boolean {
  if (sources.has(own[0]?.lower ?? '')) return true;
  const before = tokens.slice(Math.max(0, at - 6), at);
  if (before.some(({ lower }) => conditions.has(lower))) return false;
  const around = [...before.slice(-2), ...tokens.slice(at + 1, at + 1 + maxToReport)];
  return around.some(({ lower }) => opensReport.has(lower));
}

const maxToReport = 10;

/** How far, in words, from where it is expected a word may stand that only may attribute it. */
const reach = 4;
const reachByLength = 0.15;

/** The words of the English that attribute, without those that render other words of the Dutch. */
function attributionsOf({ nl, en }: Pair) {
  const english = englishMarkersOf(en);
  const dutch = dutchMarkersOf(nl);
  const opinions = (dutch.get('think') ?? []).filter(({ tokens: [first] }) =>
    isOpinion.test(first?.lower ?? ''),
  );
  const others = countMarkers(dutch, 'saidWeak') + opinions.length;
  const strong = english.get('said') ?? [];
  const places = new Set(strong.map(({ at }) => at));
  const weak = (english.get('saidWeak') ?? []).filter(({ at }) => !places.has(at));
  return { strong, weak: weak.slice(Math.min(others, weak.length)) };
}

/** Of what people think, what English says with a verb of thinking or saying: a plan is none. */
const isOpinion = /^(?:denk|dacht|gedacht|gelo|me[en]n|vind|vond|ho[op]p|schat|vre[ez])/;

const minLikeness = 0.5;

/** The English of a neighbour says who says it, more often than its Dutch. */
function saysMore({ nl, en }: Pair): boolean {
  return (
    countMarkers(englishMarkersOf(en), 'said') >
    countMarkers(dutchMarkersOf(nl), 'said', 'saidWeak')
  );
}
