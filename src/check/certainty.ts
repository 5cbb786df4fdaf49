import { wordSet } from '../word-set.ts';
import { likenessOf } from './align/likeness.ts';
import type { Term } from './align/terms.ts';
import { marksOf, type PairCheck, type PairFinding, warning } from './pair-check.ts';
import {
  countMarkers,
  type DutchMarker,
  dutchMarkersOf,
  type EnglishMarker,
  englishMarkersOf,
  type Markers,
} from './parse/markers.ts';
import { readNegators } from './parse/negators.ts';
import type { Pair, Sides } from './parse/pair.ts';
import type { Phrase } from './parse/phrases.ts';
import type { Token } from './parse/text.ts';

/*
 * How sure something is: a "vermoedelijk" that was lost makes a fact of a suspicion; a "kan" that
 * became "will", a certainty of a possibility.
 */

interface Sentence extends Sides {
  readonly dutch: Markers<DutchMarker>;
  readonly english: Markers<EnglishMarker>;
}

/** A hedge lost or added, or a "may" that became a "must". */
export const checkCertainty: PairCheck = (pair) => pair.aligned().flatMap(checkSentence);

function checkSentence(pair: Pair): readonly PairFinding[] {
  const { nl, en } = pair;
  if (nl.tokens.length === 0 || en.tokens.length === 0) return [];
  const sentence = { nl, en, dutch: dutchMarkersOf(nl), english: englishMarkersOf(en) };
  if (sentence.dutch.size + sentence.english.size === 0) return [];
  const found =
    findLostHedge(sentence) ??
    findLostWould(sentence) ??
    findAddedHedge(sentence) ??
    findNeedNot(sentence) ??
    findModality(sentence) ??
    findAddedMust(sentence);
  return found && likenessOf(pair) >= minLikeness ? [found] : [];
}

const minLikeness = 0.5;

/** What a Dutch hedge may be in English. */
const hedges = [
  { dutch: 'alleged', english: ['alleged', 'probable'] },
  { dutch: 'accused', english: ['alleged', 'probable'] },
  { dutch: 'probable', english: ['probable', 'alleged', 'expected'] },
  { dutch: 'expected', english: ['expected', 'probable'] },
  { dutch: 'intended', english: ['intended', 'probable', 'expected'] },
] as const satisfies ReadonlyArray<{
  readonly dutch: DutchMarker;
  readonly english: readonly EnglishMarker[];
}>;

function findLostHedge(sentence: Sentence): PairFinding | undefined {
  const { dutch, english, en } = sentence;
  const taken = new Set<Phrase<string>>();
  for (const kind of hedges) {
    const own = dutch.get(kind.dutch);
    if (own === undefined) continue;
    const names = isSaid(kind.dutch) ? kind.english : [...kind.english, ...modalHedges(dutch)];
    const fills = names
      .flatMap((name) => english.get(name) ?? [])
      .filter((fill) => kind.dutch === 'accused' || !isOther(fill, sentence));
    // "accused of the alleged theft" may be "alleged thief".
    const others = kind.dutch === 'accused' ? new Set<Phrase<string>>() : taken;
    const lost = own.find((hedge) => !isKept(hedge, { fills, taken: others, sentence }));
    if (!lost) continue;
    const message = `"${textOf(lost)}" in the Dutch makes it less sure; the English has nothing of the kind`;
    const rule = `certainty/${kind.dutch}-lost`;
    return warning(message, { rule, marks: marksOf([lost.tokens], [en.tokens]) });
  }
  return undefined;
}

/** It renders a word of the Dutch that is no hedge: "claims" is "beweert", and not "vermeende". */
function isOther({ tokens: [first] }: Phrase<string>, { dutch, nl, en }: Sentence): boolean {
  const list = en.terms().find(({ token }) => token === first)?.list;
  if (!list) return false;
  const own = new Set(
    hedges.flatMap((kind) => dutch.get(kind.dutch) ?? []).flatMap(({ tokens }) => tokens),
  );
  const share = (term: Term) => list.shares(term.list);
  const answered = nl.terms().filter(share);
  return answered.length > 0 && answered.every(({ token }) => !own.has(token));
}

/** "misschien" may be "may", and "would" where the Dutch has no "zou" for that. */
function modalHedges(dutch: Markers<DutchMarker>): readonly EnglishMarker[] {
  return countMarkers(dutch, 'would') > 0 ? ['may'] : ['may', 'would'];
}

const makes = ['maak', 'maakt', 'maakte', 'maakten', 'maken'] as const;

interface Fills {
  readonly fills: ReadonlyArray<Phrase<string>>;
  /** Those that render another hedge. */
  readonly taken: Set<Phrase<string>>;
  readonly sentence: Sentence;
}

/** The nearest of the words that may render it, if none of them renders another hedge already. */
function isKept(
  { at, tokens: [word] }: Phrase<string>,
  { fills, taken, sentence: { nl, en } }: Fills,
): boolean {
  // "maakt … mogelijk" is no doubt.
  if (word?.lower === 'mogelijk' && makes.some((verb) => nl.words.has(verb))) return true;
  const expected = (at / nl.tokens.length) * en.tokens.length;
  const room = reach + en.tokens.length * reachByLength;
  const [nearest] = fills
    .filter((fill) => !taken.has(fill) && Math.abs(fill.at - expected) <= room)
    .toSorted((a, b) => Math.abs(a.at - expected) - Math.abs(b.at - expected));
  if (!nearest) return false;
  taken.add(nearest);
  return true;
}

/** A "may" is no "alleged". */
const isSaid = (kind: DutchMarker): boolean => kind === 'alleged' || kind === 'accused';

/** How far, in words, from where it is expected a hedge may stand. */
const reach = 8;
const reachByLength = 0.1;

/** "zou" that left no trace: reported, conditional or planned, it was not a fact. */
function findLostWould({ dutch, english, en }: Sentence): PairFinding | undefined {
  const would = dutch.get('would')?.[0];
  if (!would || countMarkers(english, ...less) > 0) return undefined;
  // "zou kunnen" is one "could".
  const modals = countMarkers(english, 'may', 'can', 'would', 'must', 'will', 'mustWeak');
  const others = (['possible', 'allowed', 'must'] as const)
    .flatMap((kind) => dutch.get(kind) ?? [])
    .filter(({ tokens }) => isModal(tokens[0]?.lower ?? '')).length;
  if (modals > 0 && modals >= others) return undefined;
  const message = `"${textOf(would)}" in the Dutch makes it less sure; the English has nothing of the kind`;
  return warning(message, {
    rule: 'certainty/would-lost',
    marks: marksOf([would.tokens], [en.tokens]),
  });
}

const less = [
  'alleged',
  'probable',
  'expected',
  'intended',
  'hedgeWeak',
  'said',
] as const satisfies readonly EnglishMarker[];

const lessSure = [
  'alleged',
  'accused',
  'probable',
  'expected',
  'intended',
  'would',
  'think',
  'possible',
  'allowed',
  'future',
  'said',
  'saidWeak',
] as const satisfies readonly DutchMarker[];

/** Adverbs and the like that say nothing but that it is not sure. */
const plainHedges = new Set(
  'allegedly alleged reportedly supposedly presumably presumed probably possibly perhaps maybe apparently apparent seemingly purportedly purported suspected'.split(
    ' ',
  ),
);

function findAddedHedge({ dutch, english, nl }: Sentence): PairFinding | undefined {
  const isPlain = ({ tokens }: Phrase<string>) => plainHedges.has(tokens[0]?.lower ?? '');
  const hedge = english.get('alleged')?.find(isPlain) ?? english.get('probable')?.find(isPlain);
  if (!hedge || countMarkers(dutch, ...lessSure) > 0) return undefined;
  const message = `"${textOf(hedge)}" makes it less sure than the Dutch, which has nothing of the kind`;
  return warning(message, {
    rule: 'certainty/hedge-added',
    marks: marksOf([nl.tokens], [hedge.tokens]),
  });
}

/** "hoeft niet" and "mag niet" are not one thing. */
function findNeedNot({ dutch, english, nl, en }: Sentence): PairFinding | undefined {
  if (readNegators(nl).length === 0 || readNegators(en).length === 0) return undefined;
  const needNot = dutch.get('mustWeak')?.find(({ tokens }) => needs.has(tokens[0]?.lower ?? ''));
  const mayNot = dutch.get('allowed')?.find(({ tokens }) => mays.has(tokens[0]?.lower ?? ''));
  if (needNot && !mayNot && countMarkers(english, 'must', 'mustWeak') === 0) {
    const forbidden = [...(english.get('may') ?? []), ...(english.get('can') ?? [])][0];
    if (forbidden && countMarkers(dutch, 'possible') === 0)
      return contradiction(needNot, forbidden, 'certainty/need-not');
  }
  if (mayNot && !needNot && countMarkers(dutch, 'must', 'mustWeak') === 0) {
    const needless = english.get('must')?.find(({ tokens }) => tokens[0]?.lower !== 'must');
    if (needless && countMarkers(english, 'may', 'can') === 0)
      return contradiction(mayNot, needless, 'certainty/need-not');
  }
  return undefined;
}

const needs = new Set(['hoeft', 'hoeven', 'hoef', 'hoefde', 'hoefden']);
const mays = new Set(['mag', 'mogen', 'mocht', 'mochten']);

/** What a sentence may be about: what is possible, what has to be, and what will be. */
const modalities = [
  {
    dutch: ['possible', 'allowed'],
    dutchToo: ['probable', 'expected', 'would'],
    english: ['may', 'can'],
    englishToo: ['probable', 'would'],
  },
  { dutch: ['must'], dutchToo: ['mustWeak'], english: ['must'], englishToo: ['mustWeak', 'would'] },
  {
    dutch: [],
    dutchToo: ['future', 'would', 'must', 'expected'],
    english: ['will'],
    englishToo: [],
  },
] as const satisfies ReadonlyArray<{
  readonly dutch: readonly DutchMarker[];
  readonly dutchToo: readonly DutchMarker[];
  readonly english: readonly EnglishMarker[];
  readonly englishToo: readonly EnglishMarker[];
}>;

/** One modality is gone from the English, and another is there in its place. */
function findModality({ dutch, english, nl }: Sentence): PairFinding | undefined {
  if (dutch.size === 0 || english.size === 0) return undefined;
  if (isForbidden({ dutch, nl })) return undefined;
  for (const lost of modalities) {
    if (!lost.dutch.some((kind) => dutch.has(kind))) continue;
    const own = lost.dutch.flatMap((kind) => dutch.get(kind) ?? []);
    const [first] = own.filter(({ tokens }) => isModal(tokens[0]?.lower ?? ''));
    if (!first || countMarkers(english, ...lost.english, ...lost.englishToo) > 0) continue;
    for (const gained of modalities) {
      if (gained === lost) continue;
      const added = gained.english.flatMap((kind) => english.get(kind) ?? []);
      const called = countMarkers(dutch, ...gained.dutch, ...gained.dutchToo);
      const [instead] = added.filter(({ tokens }) => isModal(tokens[0]?.lower ?? ''));
      if (instead && called === 0) return contradiction(first, instead, 'certainty/modality');
    }
  }
  return undefined;
}

/** "mag niet" is "must not". */
const isForbidden = ({ dutch, nl }: Pick<Sentence, 'dutch' | 'nl'>): boolean =>
  countMarkers(dutch, 'allowed') > 0 && readNegators(nl).length > 0;

/** "must" of which the Dutch says nothing. */
function findAddedMust({ dutch, english, nl, en }: Sentence): PairFinding | undefined {
  const must = english.get('must')?.find(({ at, tokens: [first] }) => isBinding(en, at, first));
  if (!must || isForbidden({ dutch, nl })) return undefined;
  if (countMarkers(dutch, 'must', 'mustWeak', 'would', 'future') > 0) return undefined;
  return warning(`"${textOf(must)}" has nothing in the Dutch`, {
    rule: 'certainty/must-added',
    marks: marksOf([nl.tokens], [must.tokens]),
  });
}

/** "you may need to", "without having to", "if you need to": English says so where nobody is bound. */
function isBinding({ tokens }: Pair['en'], at: number, first: Token | undefined): boolean {
  if (first === undefined || unbinding.has(first.lower)) return false;
  const before = tokens.slice(Math.max(0, at - 2), at);
  return !before.some(({ lower }) => softening.has(lower));
}

const unbinding = wordSet('having need needs needed');
const softening = wordSet("may might could would without if not don't doesn't didn't won't all");

const modalWords = new Set(
  "kan kunnen kunt kun kon konden mag mogen mocht mochten moet moeten moest moesten dient dienen may might could can cannot can't couldn't must have has had need needs ought will shall won't".split(
    ' ',
  ),
);
const isModal = (word: string): boolean => modalWords.has(word) || word.endsWith("'ll");

function contradiction(dutch: Phrase<string>, english: Phrase<string>, rule: string): PairFinding {
  const message = `the Dutch has "${textOf(dutch)}", the English "${textOf(english)}"`;
  return warning(message, { rule, marks: marksOf([dutch.tokens], [english.tokens]) });
}

const textOf = ({ tokens }: Phrase<string>): string => tokens.map(({ text }) => text).join(' ');
