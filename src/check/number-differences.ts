import { dutchMonths, englishMonths } from '../lexicon/calendar.ts';
import { englishUnitNames } from '../lexicon/units.ts';
import { wordSet } from '../word-set.ts';
import { classOf, isSameNumber, type MatchedNumbers, type NumberPair } from './number-match.ts';
import { isConversion, isOtherCurrency } from './number-units.ts';
import type { Side } from './parse/pair.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';

/** A number that is missing, one that was added, or one in the place of another; with its rule. */
export interface Difference {
  readonly dutch: Quantity | null;
  readonly english: Quantity | null;
  readonly rule: string;
}

/** How many sentences away something may have moved. */
const reach = 10;
/** A sentence in which more is left over is another text: no more of it is compared. */
const maxLeft = 100;
/** Conversions are not looked for in tables with more to compare. */
const maxConversions = 10_000;

/**
 * Sentences are not always aligned right: what is missing in one and added in another was moved,
 * unless both have something else in its place.
 */
export function rescueAcross(beads: readonly MatchedNumbers[]): readonly MatchedNumbers[] {
  if (beads.length < 2) return beads;
  const movedNl = new Set<Quantity>();
  const movedEn = new Set<Quantity>();
  for (const [at, bead] of beads.entries()) {
    for (const dutch of bead.dutch) {
      for (let other = Math.max(0, at - reach); other <= at + reach; other += 1) {
        const { english = [], dutch: missing = [] } = beads[other] ?? {};
        if (other === at || movedNl.has(dutch)) continue;
        const twin = english.find((each) => !movedEn.has(each) && isSameNumber(dutch, each));
        if (!twin || areExchanged(dutch, twin, [bead.english, missing])) continue;
        movedNl.add(dutch);
        movedEn.add(twin);
      }
    }
  }
  return beads.map((bead) => ({
    ...bead,
    dutch: bead.dutch.filter((quantity) => !movedNl.has(quantity)),
    english: bead.english.filter((quantity) => !movedEn.has(quantity)),
  }));
}

/** Something else was added here, and the same is missing there: each is in the other's place. */
function areExchanged(
  dutch: Quantity,
  english: Quantity,
  [addedHere, missingThere]: readonly [readonly Quantity[], readonly Quantity[]],
): boolean {
  if (dutch.optional || english.optional) return false;
  return addedHere.some(
    (added) => !added.optional && missingThere.some((missing) => isSameNumber(missing, added)),
  );
}

/** Takes out what is the same amount in another unit or currency. */
export function conversionsOf(bead: MatchedNumbers): {
  readonly conversions: readonly NumberPair[];
  readonly rest: MatchedNumbers;
} {
  const left = bead.dutch.length + bead.english.length;
  if (left * (left + bead.pairs.length) > maxConversions) return { conversions: [], rest: bead };
  const all = {
    dutch: [...bead.dutch, ...bead.pairs.map(({ dutch }) => dutch)],
    english: [...bead.english, ...bead.pairs.map(({ english }) => english)],
  };
  const conversions: NumberPair[] = [];
  const dutch = bead.dutch.filter((each) => {
    // Where something else is left over, that may be what became of it.
    const others = bead.english.length > 0 ? bead.english : all.english;
    const english = others.find((other) => isConversion(each, other));
    if (english) conversions.push({ dutch: each, english });
    return !english;
  });
  const english = bead.english.filter((each) => {
    const twin =
      all.dutch.find((other) => isConversion(other, each)) ??
      bead.pairs.find((pair) => isOtherCurrency(pair.dutch, each))?.dutch;
    if (twin && !conversions.some((pair) => pair.english === each))
      conversions.push({ dutch: twin, english: each });
    return !twin;
  });
  return { conversions, rest: { ...bead, dutch, english } };
}

interface Everywhere {
  readonly dutch: readonly Quantity[];
  readonly english: readonly Quantity[];
}

/** What is really missing or added in two sentences, each with what took its place. */
export function findDifferences(
  bead: MatchedNumbers,
  everywhere: Everywhere,
): readonly Difference[] {
  if (bead.dutch.length === 0 && bead.english.length === 0) return [];
  const isSaidTwice = (side: readonly Quantity[], quantity: Quantity) =>
    side.some((other) => classOf(other) === classOf(quantity) && isSameNumber(quantity, other));
  const { nl, en } = bead.pair;
  const dutch = bead.dutch.slice(0, maxLeft).filter((each) => !isMonthInFigures(nl, en, each));
  const english = bead.english
    .slice(0, maxLeft)
    .filter((each) => !isVerbatim(bead, each) && !isMonthInFigures(en, nl, each));
  if (areSameDigits(dutch, english)) return [];
  const ledger = new Ledger(
    partition(dutch, (each) => isSaidTwice(everywhere.english, each)),
    partition(english, (each) => isSaidTwice(everywhere.dutch, each)),
  );
  ledger.pairUp('numbers/changed', isFirm, isFirm);
  ledger.pairUp('numbers/changed', isPartOfName, isPartOfName);
  for (const [rule, is] of sameKinds) ledger.pairUp(rule, is, is);
  ledger.pairUp('numbers/loose', isFirm, isHalfFirm);
  ledger.pairUp('numbers/loose', isHalfFirm, isFirm);
  ledger.takeLooselyMatched(bead.pairs);
  return ledger.finish(en);
}

function partition(
  quantities: readonly Quantity[],
  isRepeated: (quantity: Quantity) => boolean,
): Partition {
  const repeated = new Set(quantities.filter(isRepeated));
  return { gone: new Set(quantities.filter((each) => !repeated.has(each))), repeated };
}

/** What is left of one side. */
interface Partition {
  /** The other side has it nowhere. */
  readonly gone: Set<Quantity>;
  /** It stands here more often than there: it may have taken the place of one that is gone. */
  readonly repeated: Set<Quantity>;
}

type Test = (quantity: Quantity) => boolean;

/** Crosses off what is left on both sides, a pair at a time. */
class Ledger {
  readonly #found: Difference[] = [];
  readonly #missing: Partition;
  readonly #added: Partition;

  constructor(missing: Partition, added: Partition) {
    this.#missing = missing;
    this.#added = added;
  }

  /** Pairs what is gone on both sides, then what is gone on one with what is repeated on the other. */
  pairUp(rule: string, isDutch: Test, isEnglish: Test): void {
    const [missing, added] = [this.#missing, this.#added];
    for (const [dutch, english] of [
      [missing.gone, added.gone],
      [missing.gone, added.repeated],
      [missing.repeated, added.gone],
      [missing.repeated, added.repeated],
    ] as const) {
      for (const nl of [...dutch].filter(isDutch)) {
        const en = [...english].find((each) => isEnglish(each) && canReplace(nl, each, rule));
        if (!en) continue;
        dutch.delete(nl);
        english.delete(en);
        this.#found.push({ dutch: nl, english: en, rule });
      }
    }
  }

  /** Only a loose word ("a couple") stands for the number: it may be the one that was changed. */
  takeLooselyMatched(pairs: readonly NumberPair[]): void {
    const loose = pairs.filter(
      ({ dutch, english }) => isFirm(dutch) && english.kind === 'loose' && english.value >= 2,
    );
    for (const each of [...this.#added.gone].filter(isFirm)) {
      const match = loose.shift();
      if (!match) return;
      this.#found.push({ dutch: match.dutch, english: each, rule: 'numbers/changed' });
      this.#added.gone.delete(each);
    }
  }

  /** All differences: what is still left was lost or added. */
  finish(english: Side): readonly Difference[] {
    const missing = [...this.#missing.gone].filter(
      (each) => isFirm(each) && !isConventional(each, english),
    );
    return [
      ...this.#found,
      ...missing.map((dutch) => ({ dutch, english: null, rule: ruleOf('missing', dutch) })),
      ...[...this.#added.gone]
        .filter((each) => isFirm(each) && !isPronoun(each, english))
        .map((each) => ({ dutch: null, english: each, rule: ruleOf('added', each) })),
    ];
  }
}

const ruleOf = (what: string, { digits }: Quantity): string =>
  `numbers/${what}${digits ? '' : '-word'}`;

const isFirm = ({ optional }: Quantity): boolean => !optional;

/** Optional, but a number of its own: a rank, a part, "driedaags"; and a single one in digits. */
function isHalfFirm(quantity: Quantity): boolean {
  const { optional, kind, value, written } = quantity;
  if (!optional || kind === 'loose') return false;
  if (kind === 'number' && value <= 1) return written !== 'een' && written !== 'Een';
  return true;
}

/** The 12 of "A12": it may be left out with its name, but not become another. */
const isPartOfName = ({ optional, digits, kind, value }: Quantity): boolean =>
  optional && digits && kind === 'number' && value > 1;

const kindIs = (name: string) => (quantity: Quantity) =>
  quantity.optional && classOf(quantity) === name;
const sameKinds: ReadonlyArray<readonly [rule: string, is: (quantity: Quantity) => boolean]> = [
  ['numbers/rank', kindIs('rank')],
  ['numbers/part', kindIs('part')],
  ['numbers/magnitude', kindIs('vague')],
];

/** A time on the clock takes the place of a time, a rank that of a rank: others at need. */
function canReplace(nl: Quantity, en: Quantity, rule: string): boolean {
  if (rule !== 'numbers/loose') return true;
  // "one" is a pronoun too: only two or three may have taken its place.
  if (nl.value <= 1 && nl.kind === 'number') return en.kind === 'number' && en.value <= 10;
  return en.value > 1 || en.kind !== 'number';
}

/** "Six Days": a title that is English in the Dutch too. */
function isVerbatim({ pair }: MatchedNumbers, { from, digits }: Quantity): boolean {
  const token = pair.en.tokens[from];
  if (digits || token === undefined || !pair.nl.words.has(token.lower)) return false;
  return token.capital || !dutchToo.has(token.lower);
}

/** English for numbers that is Dutch for something else. */
const dutchToo = wordSet('half ten over');

/** The 3 of "12/3", where the English has March; the 9 of "9/11", where the Dutch has September. */
function isMonthInFigures(side: Side, other: Side, { from, to, digits, value }: Quantity): boolean {
  if (!digits || value > 12) return false;
  const isJoined = [from - 1, to].some((at) => dateJoints.has(side.tokens[at]?.text ?? ''));
  if (!isJoined) return false;
  const months = side.language === 'nl' ? englishMonths : dutchMonths;
  return [...other.words].some((word) => months.get(word) === value);
}

const dateJoints = new Set(['/', '-']);

/** The same digits in other groups: "020-5551234", "+31 20 555 1234". */
function areSameDigits(dutch: readonly Quantity[], english: readonly Quantity[]): boolean {
  const digitsOf = (quantities: readonly Quantity[]) =>
    quantities
      .filter(({ digits }) => digits)
      .map(({ written }) => written.replace(notDigit, ''))
      .join('');
  const [nl, en] = [digitsOf(dutch), digitsOf(english)];
  return nl.length >= minSameDigits && en.endsWith(nl.replace(leadingZero, ''));
}

const minSameDigits = 4;
const leadingZero = /^0/;
const notDigit = /\D/g;

/**
 * Two is often said with another word ("each other"), 100% with "all" and "fully", and 24 hours with
 * "a day".
 */
function isConventional({ digits, value, unit, written }: Quantity, english: Side): boolean {
  // The ship "Zeven Provinciën" keeps its name.
  if (!digits && /^\p{Lu}/u.test(written) && english.words.has(written.toLowerCase())) return true;
  if (unit?.dimension === 'time') {
    const larger = wholeTimes.find(([, seconds]) => sameValue(value * unit.factor, seconds));
    if (larger && english.words.has(larger[0])) return true;
    // "24 uur per dag" is around the clock.
    if (larger?.[0] === 'day' && english.words.has('clock')) return true;
    // "acht dagen" is a week.
    if (unit.name === 'days' && value === 8 && english.words.has('week')) return true;
  }
  return digits ? value === 100 && unit?.dimension === 'share' : value <= 2;
}

/** "the two" are they, and "both"; "those three" may be any that were named. */
function isPronoun({ digits, value, from, kind }: Quantity, { tokens }: Side): boolean {
  if (digits || kind !== 'number' || value < 2 || value > maxPronoun) return false;
  return pointing.has(tokens[from - 1]?.lower ?? '');
}

const maxPronoun = 4;
const pointing = wordSet('the these those');

const wholeTimes = ['hour', 'day', 'week', 'month', 'year', 'decade', 'century'].map(
  (name) => [name, englishUnitNames.get(name)?.factor ?? 0] as const,
);
