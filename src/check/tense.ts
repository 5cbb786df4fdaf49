import { lexicon } from '../lexicon/lexicon.ts';
import { wordSet } from '../word-set.ts';
import { likenessOf } from './align/likeness.ts';
import { hint, marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import {
  countMarkers,
  type DutchMarker,
  dutchMarkersOf,
  type EnglishMarker,
  englishMarkersOf,
  type Markers,
} from './parse/markers.ts';
import type { Pair } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

/* When it is: what was, given as what will be, or the other way round. */

/** A tense that was turned round. */
export const checkTense: PairCheck = (pair) => pair.aligned().flatMap(checkSentence);

function checkSentence(pair: Pair): readonly PairFinding[] {
  const { nl, en } = pair;
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const times = { dutch: dutchMarkersOf(nl), english: englishMarkersOf(en) };
  const found =
    findPastAsFuture(times) ?? findFutureAsPast(times) ?? findPresentAsPast(pair, times);
  return found ? [found] : [];
}

interface Times {
  readonly dutch: Markers<DutchMarker>;
  readonly english: Markers<EnglishMarker>;
}

function findPastAsFuture({ dutch, english }: Times): PairFinding | undefined {
  const will = english.get('will')?.[0];
  const was = dutch.get('pastBe')?.find(({ tokens }) => !perfect.has(tokens[0]?.lower ?? ''));
  if (!will || !was || countMarkers(dutch, 'future', 'would', 'must', 'possible', 'allowed') > 0)
    return undefined;
  const isGone =
    countMarkers(english, 'pastBe') < countMarkers(dutch, 'pastBe') &&
    countMarkers(english, 'presentBe') >= countMarkers(dutch, 'presentBe');
  return isGone ? turned(was, will) : undefined;
}

const perfect = new Set(['geweest', 'geworden']);

function findFutureAsPast({ dutch, english }: Times): PairFinding | undefined {
  const zal = dutch.get('future')?.find(({ tokens }) => futures.has(tokens[0]?.lower ?? ''));
  const past = english.get('pastBe')?.[0];
  if (!zal || !past || countMarkers(dutch, 'pastBe') >= countMarkers(english, 'pastBe'))
    return undefined;
  const isGone =
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
    ) === 0;
  return isGone ? turned(zal, past) : undefined;
}

/** "is geopend" may be "was opened": only what has no participle is surely present. */
function findPresentAsPast(pair: Pair, { dutch, english }: Times): PairFinding | undefined {
  const { tokens } = pair.nl;
  const is = dutch
    .get('presentBe')
    ?.find(({ tokens: [first] }) => first && presents.has(first.lower) && !isHis(tokens, first));
  const was = english.get('pastBe')?.find(({ tokens: [first] }) => pasts.has(first?.lower ?? ''));
  if (!is || !was || countMarkers(dutch, 'pastBe', 'would') > 0) return undefined;
  if (countMarkers(english, 'presentBe') >= countMarkers(dutch, 'presentBe')) return undefined;
  if (tokens.some(({ lower }) => participle.test(lower) || pastForm.test(lower))) return undefined;
  // "is de zoon van" is "was born to".
  if (isToldOrPast(tokens) || pair.en.words.has('born')) return undefined;
  // Translators tell of the past what Dutch tells in the present.
  const raise = likenessOf(pair) >= minLikeness ? warning : hint;
  return turned(is, was, { rule: 'tense/present-past', raise });
}

/** "zijn baan" is his job. */
function isHis(tokens: readonly Token[], token: Token): boolean {
  if (token.lower !== 'zijn') return false;
  const next = tokens[tokens.indexOf(token) + 1];
  return next?.kind === 'word' && lexicon.nouns.has(next.lower);
}

const minLikeness = 0.7;

/** What is told of the past, or what somebody said: Dutch keeps to the present there. */
function isToldOrPast(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower, text }) => telling.has(lower) || pastYear.test(text));
}

const telling = wordSet(
  'zei zeiden zegt zeggen volgens meldt meldde melden meldden vertelt vertelde aldus schrijft schreef',
  'vindt vond denkt dacht blijkt bleek eeuw jaren toen',
  'kwam kwamen ging gingen stond stonden zag zagen kreeg kregen nam namen gaf gaven liet lieten bleef',
  'bleven vonden hield hielden viel vielen won wonnen verloor verloren begon begonnen schreef schreven',
  'sprak spraken wist wisten kon konden mocht mochten moest moesten wilde wilden deed deden',
);
const pastYear = /^(?:1\d{3}|20[01]\d)$/;

const presents = new Set(['is', 'zijn', 'ben', 'bent', 'wordt', 'worden']);
const pasts = new Set(['was', 'were', "wasn't", "weren't"]);
const participle = /^(?:\p{L}{0,6}ge|be|ver|ont|her|er)\p{L}{2,}(?:d|t|en|de|te)$/u;
/** Past forms of weak verbs, and what only looks so. */
const pastForm = /\p{L}{2,}(?:de|te|den|ten)$/u;
const futures = new Set(['zal', 'zullen', 'zult']);

type Words = Parameters<typeof marksOf>[0][number];

function turned(
  { tokens: dutch }: { tokens: Words },
  { tokens: english }: { tokens: Words },
  { rule, raise } = { rule: 'tense/turned', raise: warning },
) {
  const [before, after] = [dutch, english].map((words) => words.map(({ text }) => text).join(' '));
  const message = `the Dutch has "${before}", the English "${after}": another time`;
  return raise(message, { rule, marks: marksOf([dutch], [english]) });
}
