import type { Unit } from '../lexicon/units.ts';
import { wordSet } from '../word-set.ts';
import { findExchanged } from './number-exchange.ts';
import type { MatchedNumbers, NumberPair } from './number-match.ts';
import { areCompatible, isSameAmount } from './number-units.ts';
import { error, marksOf, type PairFinding, warning } from './pair-check.ts';
import type { Pair } from './parse/pair.ts';
import type { Quantity } from './parse/quantity.ts';

/*
 * What may be wrong with a number whose figure is right: its unit, its sign, its separators, the
 * half of the day, the order of a score, its place.
 */

/** Findings about numbers that have their counterpart. */
export function checkMatched(bead: MatchedNumbers): PairFinding[] {
  const { pair, pairs } = bead;
  return [
    ...pairs.flatMap((each) => checkOne(bead, each)),
    ...turnedScores(bead),
    ...findExchanged(pair, pairs).map(([a, b]) => describeExchange(pair, a, b)),
  ];
}

function checkOne(bead: MatchedNumbers, each: NumberPair): PairFinding[] {
  const { dutch, english } = each;
  const unit = checkUnit(bead, each);
  if (unit) return [unit];
  if (isForeign(bead.pair, each)) {
    const message =
      `"${english.written}" is written as in Dutch: ` +
      'English has a comma between thousands and a point before decimals';
    return [error(message, evidence(bead.pair, each, 'numbers/separators'))];
  }
  if (dutch.half && english.half && dutch.half !== english.half && english.value % 12 !== 0) {
    const message = `"${dutch.written}" in the Dutch is ${halves[dutch.half]}, "${english.written}" in the English ${halves[english.half]}`;
    return [error(message, evidence(bead.pair, each, 'numbers/half-of-day'))];
  }
  if (dutch.negative !== english.negative && isTemperature(dutch, english)) {
    if (english.negative && freezes(bead.pair)) return [];
    const [side, other] = dutch.negative ? ['Dutch', 'English'] : ['English', 'Dutch'];
    const message = `"${dutch.written}" is below zero in the ${side}, not in the ${other}`;
    return [error(message, evidence(bead.pair, each, 'numbers/sign'))];
  }
  return [];
}

const halves = { am: 'before noon', pm: 'after noon' } as const;

function evidence(pair: Pair, { dutch, english }: NumberPair, rule: string) {
  const nl = pair.nl.tokens.slice(dutch.from, dutch.to + 1);
  const en = pair.en.tokens.slice(english.from, english.to + 1);
  return { rule, marks: marksOf([nl], [en]) };
}

/** One figure in two units: five kilometres that became five miles. */
function checkUnit(bead: MatchedNumbers, each: NumberPair): PairFinding | null {
  const { dutch, english } = each;
  if (isSameAmount(dutch, english)) return null;
  // "een" is an article too, but in "een maand geleden".
  const areTimes = dutch.unit?.dimension === 'time' && english.unit?.dimension === 'time';
  if (dutch.optional && !dutch.digits && dutch.value === 1 && !areTimes) return null;
  if (isTonOfMoney(bead.pair, dutch) && english.unit?.name === 'tonnes')
    return describeUnit(bead.pair, each, 'numbers/ton');
  if (!dutch.unit || !english.unit) return checkPercentLost(bead, each);
  if (areCompatible(dutch.unit, english.unit)) return null;
  if (dutch.unit.dimension === 'share' && english.unit.dimension === 'share')
    return describeUnit(bead.pair, each, 'numbers/percentage-points');
  const [nl, en] = [dimensionOf(dutch.unit), dimensionOf(english.unit)];
  return describeUnit(bead.pair, each, nl === en ? `numbers/${nl}-unit` : 'numbers/other-unit');
}

/** Degrees are of temperature where one side says so. */
const dimensionOf = ({ dimension }: Unit) => (dimension === 'angle' ? 'temperature' : dimension);

const unsure = new Set(['numbers/other-unit']);

function describeUnit(pair: Pair, each: NumberPair, rule: string): PairFinding {
  const { dutch, english } = each;
  const isTon = rule === 'numbers/ton';
  const message =
    `"${dutch.written} ${isTon ? 'ton' : (dutch.unit?.name ?? '')}" in the Dutch is ` +
    `"${english.written} ${english.unit?.name ?? ''}" in the English` +
    (isTon ? ', but a "ton" of money is 100,000' : '');
  return (unsure.has(rule) ? warning : error)(message, evidence(pair, each, rule));
}

/** A percentage that has become a plain number, or the other way round. */
function checkPercentLost(bead: MatchedNumbers, each: NumberPair): PairFinding | null {
  const { dutch, english } = each;
  const [side, other] = dutch.unit ? ['Dutch', 'English'] : ['English', 'Dutch'];
  const unit = dutch.unit ?? english.unit;
  if (unit?.dimension !== 'share' || dutch.kind !== 'number' || english.kind !== 'number')
    return null;
  const count = (quantities: readonly Quantity[]) =>
    quantities.filter((quantity) => quantity.unit?.dimension === 'share').length;
  const [nl, en] = [count(bead.pair.nl.numbers()), count(bead.pair.en.numbers())];
  if (dutch.unit ? nl <= en : en <= nl) return null;
  const lost = dutch.unit ? bead.pair.en : bead.pair.nl;
  if (points.has(bead.pair.en.tokens[english.to]?.lower ?? '')) return null;
  if (lost.words.has('percentage') || lost.words.has('percentages')) return null;
  const message = `"${dutch.written}" is a percentage in the ${side}, not in the ${other}`;
  return error(message, evidence(bead.pair, each, 'numbers/percent-lost'));
}

const points = wordSet('point points');

const moneyWords = wordSet(
  "kost kosten kostte kostten gekost boete boetes bedrag bedragen subsidie salaris euro euro's",
  'gulden betaal betaalt betaalde betaalden betalen betaald schuld schulden verdient verdiende',
  'verdienen prijs waarde waard winst verlies omzet investering investeert investeerde lening',
  'hypotheek budget begroting schade schadevergoeding opbrengst rijker armer vergoeding',
);
/** After "ton" these do not say what is weighed. */
const afterMoney = wordSet(
  'aan voor en te per die dat in is was zijn extra meer minder subsidie schade boete euro of',
  'op uit door van bij naar als toe opgehaald betaald kosten',
);

/** "twee ton": 200,000 euros, where the sentence is about money and nothing is weighed. */
function isTonOfMoney({ nl }: Pair, { to, unit }: Quantity): boolean {
  if (unit?.name !== 'tonnes' || nl.tokens[to]?.lower !== 'ton') return false;
  const next = nl.tokens[to + 1];
  if (next?.kind === 'word' && !afterMoney.has(next.lower)) return false;
  for (const word of nl.words) if (moneyWords.has(word)) return true;
  return false;
}

/** Before these a point is no sign between thousands. */
const numbered = wordSet(
  'artikel article nr no section paragraaf paragraph versie version dossier file',
);

/** "12.500 visitors", "3,5 per cent": the sign of the other language. */
function isForeign({ en }: Pair, { dutch, english }: NumberPair): boolean {
  if (!english.foreign) return false;
  const [before, token] = [en.tokens[english.from - 1], en.tokens[english.from]];
  if (!token || numbered.has(before?.lower ?? '') || before?.text === '.') return false;
  // As English "12.500" is twelve and a half, which the Dutch may have meant.
  return token.text.includes(',') || english.value !== dutch.value;
}

const frost = wordSet('vroor vroren vriest vriezen gevroren vorst nachtvorst vrieskou frost');

/** "Het vroor vijf graden" says that they are below zero. */
const freezes = ({ nl }: Pair): boolean => [...frost].some((word) => nl.words.has(word));

const temperatures = new Set(['temperature', 'angle']);

function isTemperature(dutch: Quantity, english: Quantity): boolean {
  const units = [dutch.unit, english.unit].filter((unit) => unit !== null);
  return units.length > 0 && units.every(({ dimension }) => temperatures.has(dimension));
}

/** "2-1" that became "1-2". */
function turnedScores({ pair, pairs }: MatchedNumbers): PairFinding[] {
  if (pairs.length < 2) return [];
  const nl = scoresOf(
    pair.nl.tokens,
    pairs.map(({ dutch }) => dutch),
  );
  if (nl.length === 0) return [];
  const en = scoresOf(
    pair.en.tokens,
    pairs.map(({ english }) => english),
  );
  const text = ({ first, second }: Score) => `${first.value}-${second.value}`;
  const free = new Map(en.map((score) => [text(score), score]));
  const findings: PairFinding[] = [];
  for (const score of nl) {
    const { first, second } = score;
    if (first.value === second.value || free.has(text(score))) continue;
    const turned = free.get(`${second.value}-${first.value}`);
    const isInDutch = nl.some((other) => text(other) === `${second.value}-${first.value}`);
    if (!turned || isInDutch || isLossToldByWinner(pair, score)) continue;
    const message = `"${text(score)}" in the Dutch is "${text(turned)}" in the English`;
    const nlTokens = pair.nl.tokens.slice(first.from, second.to);
    const enTokens = pair.en.tokens.slice(turned.first.from, turned.second.to);
    findings.push(
      error(message, { rule: 'numbers/score', marks: marksOf([nlTokens], [enTokens]) }),
    );
  }
  return findings;
}

interface Score {
  readonly first: Quantity;
  readonly second: Quantity;
}

const dashes = new Set(['-', '–', '‑', '—', 'to']);

/** Two numbers with a dash between them. */
function scoresOf(
  tokens: MatchedNumbers['pair']['nl']['tokens'],
  numbers: readonly Quantity[],
): Score[] {
  const byStart = new Map(numbers.map((quantity) => [quantity.from, quantity]));
  return numbers.flatMap((first) => {
    const joint = tokens[first.to];
    const second = byStart.get(first.to + 1);
    const isScore =
      second && dashes.has(joint?.text ?? '') && first.value < 200 && second.value < 200;
    return isScore ? [{ first, second }] : [];
  });
}

const dutchLoss = wordSet(
  'verloor verloren verliest verlies verliezen nederlaag onderuit achter achterstand',
);
const englishLoss = wordSet(
  'lost lose loses losing loss defeat defeated beaten down behind trailing trailed',
);

/** Dutch tells a defeat by 1-3, English one of 3-1. */
function isLossToldByWinner({ nl, en }: Pair, { first, second }: Score): boolean {
  const has = (words: ReadonlySet<string>, of: ReadonlySet<string>) =>
    [...of].some((word) => words.has(word));
  return first.value < second.value && has(nl.words, dutchLoss) && has(en.words, englishLoss);
}

function describeExchange(pair: Pair, a: NumberPair, b: NumberPair): PairFinding {
  const message =
    `"${a.dutch.written}" and "${b.dutch.written}" seem to have changed places: ` +
    `compare "${a.english.written}" and "${b.english.written}" in the English`;
  const run = (side: Pair['nl'], quantities: readonly Quantity[]) =>
    quantities.map(({ from, to }) => side.tokens.slice(from, to + 1));
  return warning(message, {
    rule: 'numbers/exchanged',
    marks: marksOf(run(pair.nl, [a.dutch, b.dutch]), run(pair.en, [a.english, b.english])),
  });
}
