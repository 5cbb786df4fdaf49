import { type Quantity, readDigits } from './quantity.ts';
import type { Text, Token } from './text.ts';

const units: Readonly<Record<string, number>> = {
  nul: 0,
  een: 1,
  één: 1,
  eén: 1,
  twee: 2,
  drie: 3,
  vier: 4,
  vijf: 5,
  zes: 6,
  zeven: 7,
  acht: 8,
  negen: 9,
  tien: 10,
  elf: 11,
  twaalf: 12,
  dertien: 13,
  veertien: 14,
  vijftien: 15,
  zestien: 16,
  zeventien: 17,
  achttien: 18,
  negentien: 19,
};
const tens: Readonly<Record<string, number>> = {
  twintig: 20,
  dertig: 30,
  veertig: 40,
  vijftig: 50,
  zestig: 60,
  zeventig: 70,
  tachtig: 80,
  negentig: 90,
};
const longestFirst = (words: Readonly<Record<string, number>>) =>
  Object.keys(words)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const unitWord = longestFirst(units);
const tensWord = longestFirst(tens);
const below = new RegExp(
  `^(?:(?:(?<unit>${unitWord})(?:en|ën))??(?<tens>${tensWord})|(?<single>${unitWord}))$`,
);
const hundreds = new RegExp(`^(?<count>${unitWord}|${tensWord})?honderd(?<rest>.*)$`);
const thousands = /^(?<count>.*)duizend(?<rest>.*)$/;
/** Words that begin like a number; all others need not be looked at. */
const numberLike =
  /^(?:nul|een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|vijf|zest|twin|tach|hon|dui|ander|half|halve|kwart|eer|beid)/;
const simple = new Map<string, number | null>();

/**
 * The value of a Dutch number written as one word ("vijfhonderd", "tweeënzeventig",
 * "drieduizendvierhonderd"), or null when the word is no number.
 */
export function readNumberWord(word: string): number | null {
  if (word === '') return 0;
  const thousand = thousands.exec(word)?.groups;
  if (thousand)
    return combine(
      thousand['count'] === '' ? 1 : belowThousand(thousand['count'] ?? ''),
      1_000,
      thousand['rest'] ?? '',
    );
  return belowThousand(word);
}

function belowThousand(word: string): number | null {
  const hundred = hundreds.exec(word)?.groups;
  if (hundred)
    return combine(
      hundred['count'] === undefined ? 1 : belowHundredOf(hundred['count']),
      100,
      hundred['rest'] ?? '',
    );
  return belowHundredOf(word);
}

function combine(count: number | null, scale: number, rest: string): number | null {
  const remainder = rest === '' ? 0 : readNumberWord(rest.replace(/^en(?=.)/, ''));
  return count === null || remainder === null ? null : count * scale + remainder;
}

function belowHundredOf(word: string): number | null {
  const groups = below.exec(word)?.groups;
  if (!groups) return null;
  if (groups['single'] !== undefined) return units[groups['single']] ?? null;
  return (tens[groups['tens'] ?? ''] ?? 0) + (units[groups['unit'] ?? ''] ?? 0);
}

const scales = new Map<string, number>([
  ['honderd', 100],
  ['duizend', 1e3],
  ['miljoen', 1e6],
  ['mln', 1e6],
  ['miljard', 1e9],
  ['mld', 1e9],
  ['biljoen', 1e12],
]);
const ordinals = new Map<string, number>([
  ['eerste', 1],
  ['tweede', 2],
  ['derde', 3],
  ['vierde', 4],
  ['vijfde', 5],
  ['zesde', 6],
  ['zevende', 7],
  ['achtste', 8],
  ['negende', 9],
  ['tiende', 10],
  ['elfde', 11],
  ['twaalfde', 12],
]);
/** Too loose to be missed: languages differ in where they use them. */
const loose = new Map<string, number>([
  ['beide', 2],
  ['beiden', 2],
  ['allebei', 2],
  ['dubbel', 2],
  ['dubbele', 2],
  ['verdubbeld', 2],
  ['paar', 2],
  ['koppel', 2],
  ['tweeling', 2],
  ['duo', 2],
  ['trio', 3],
  ['dozijn', 12],
  ['decennium', 10],
  ['half', 0.5],
  ['halve', 0.5],
  ['helft', 0.5],
  ['gehalveerd', 0.5],
  ['kwart', 0.25],
  ['kwartier', 15],
  ['driekwart', 0.75],
  ['eenmaal', 1],
  ['eens', 1],
  ['eeuw', 100],
  ['tientallen', 10],
  ['honderden', 100],
  ['duizenden', 1_000],
]);
const halves = new Map<string, number>([
  ['anderhalf', 1.5],
  ['anderhalve', 1.5],
]);
/** What makes another word of a number: zesjarig, driedaags, tweemaal, achttal, vierpersoons. */
const suffix =
  /(?:jarigen?|jarige|daags|daagse|weekse|maands|maandse|urig|urige|voud|voudige?|maal|tal|tallen|koppige?|delige?|ledige?|punter|persoons|zijdige?|talige?|hoek|kamp|sporen?|stemmig|partijen|deurs|baans|sterren|mans|stappen|wiel|luik|ling|lingen|s)$/;
/** twintigste, honderdste; dertiende. */
const ordinalSuffix = /(?:ste|de)$/;
const money = new Map<string, string>([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound sterling'],
  ['¥', 'yen'],
]);
const dayParts = new Set(['uur', 'u']);

/** All numbers of a Dutch text, in order. */
export function readDutchNumbers({ tokens }: Text): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length; ) {
    const quantity = readAt(tokens, at);
    if (quantity) found.push(quantity);
    at = quantity ? quantity.to : at + 1;
  }
  return found;
}

function readAt(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at];
  if (!token || token.kind === 'sign') return null;
  if (token.kind === 'digits') return readFromDigits(tokens, at, token);
  return numberLike.test(token.lower) || loose.has(token.lower)
    ? readFromWords(tokens, at, token)
    : null;
}

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const next = tokens[at + 1];
  const plain = readDigits(token.text, '.');
  const half = next?.text === '½';
  const ordinal = next !== undefined && !next.spaced && /^(?:ste|de|e)$/.test(next.lower);
  const { value, to } = scale(
    tokens,
    half || ordinal ? at + 2 : at + 1,
    half ? plain + 0.5 : plain,
  );
  return {
    written: written(tokens, at, to),
    value,
    digits: true,
    soft: value === 1,
    decade:
      plain % 10 === 0 &&
      (tokens[at - 1]?.lower === 'jaren' ||
        (tokens[at - 1]?.text === "'" && tokens[at - 2]?.lower === 'jaren')),
    unit: unitAt(tokens, at, to),
    clock:
      token.text.includes(':') ||
      (/^\d{1,2}(?:\.\d{2})?$/.test(token.text) && dayParts.has(next?.lower ?? '') && plain < 25),
    from: at,
    to,
  };
}

/** "miljoen", "mld." */
function scale(tokens: readonly Token[], from: number, figure: number) {
  let [value, to] = [figure, from];
  for (
    let factor = scales.get(tokens[to]?.lower ?? '');
    factor !== undefined;
    factor = scales.get(tokens[to]?.lower ?? '')
  ) {
    value *= factor;
    to += tokens[to + 1]?.text === '.' && /^ml[nd]$/.test(tokens[to]?.lower ?? '') ? 2 : 1;
  }
  return { value, to };
}

function readFromWords(tokens: readonly Token[], at: number, token: Token): Quantity | null {
  const { lower } = token;
  const clock = readHalfHour(tokens, at, lower);
  if (clock) return clock;
  const ordinal = ordinals.get(lower);
  if (ordinal !== undefined) return make(tokens, at, at + 1, ordinal, { soft: true });
  const half = halves.get(lower) ?? andAHalf(lower);
  if (half !== null) return withScale(tokens, at, half, false);
  if (loose.has(lower)) return readLoose(tokens, at, loose.get(lower) ?? 0);
  const value = wordValue(lower);
  if (value !== null) return readCardinal(tokens, at, value);
  return readDerived(tokens, at, lower);
}

/** "half vier" is 3:30, "kwart over drie" 3:15, "tien voor half acht" 7:20. */
function readHalfHour(tokens: readonly Token[], at: number, lower: string): Quantity | null {
  const next = tokens[at + 1]?.lower ?? '';
  if (next === 'voor' || next === 'over') return readMinutes(tokens, at, lower, next);
  if (lower !== 'half') return null;
  const hour = wordValue(next) ?? halfHourInDigits(tokens[at + 1]);
  return isHour(hour)
    ? make(tokens, at, at + 2, (hour === 1 ? 13 : hour) - 0.5, { clock: true })
    : null;
}

function readMinutes(
  tokens: readonly Token[],
  at: number,
  lower: string,
  side: 'voor' | 'over',
): Quantity | null {
  const minutes = lower === 'kwart' ? 15 : wordValue(lower);
  const half = tokens[at + 2]?.lower === 'half';
  const hour = wordValue(tokens[at + (half ? 3 : 2)]?.lower ?? '');
  if (minutes === null || minutes >= 30 || !isHour(hour)) return null;
  const value = hour - (half ? 0.5 : 0) + (side === 'voor' ? -minutes : minutes) / 60;
  return make(tokens, at, at + (half ? 4 : 3), value, { clock: true });
}

const isHour = (value: number | null): value is number =>
  value !== null && value >= 1 && value <= 12;

function halfHourInDigits(token: Token | undefined): number | null {
  return token?.kind === 'digits' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : null;
}

/** "tweeënhalf", "tweeëneenhalve", "drieënhalf". */
function andAHalf(word: string): number | null {
  const whole = /^(?<whole>.+?)(?:ën|en)(?:een)?hal(?:f|ve)$/.exec(word)?.groups?.['whole'];
  const value = whole === undefined ? null : wordValue(whole);
  return value === null ? null : value + 0.5;
}

/** "een half miljoen", "de helft", "driekwart", "kwart". */
function readLoose(tokens: readonly Token[], at: number, value: number): Quantity {
  const scale = value === 0.5 ? scales.get(tokens[at + 1]?.lower ?? '') : undefined;
  if (scale !== undefined) return make(tokens, at, at + 2, value * scale, {});
  return make(tokens, at, at + 1, value, { soft: true });
}

/** "twintigste", "zesjarige", "achtmaal": the number is there, but English may say it in another way. */
function readDerived(tokens: readonly Token[], at: number, word: string): Quantity | null {
  for (const end of [ordinalSuffix, suffix]) {
    const stem = word.replace(end, '');
    if (stem === word || stem.length < 3) continue;
    const value = wordValue(stem);
    if (value !== null && value > 0) return make(tokens, at, at + 1, value, { soft: true });
  }
  return null;
}

/** "vijfhonderd miljoen", "twee miljoen driehonderdduizend", "twee derde", "acht uur". */
function readCardinal(tokens: readonly Token[], from: number, first: number): Quantity {
  const next = tokens[from + 1];
  const part = ordinals.get(next?.lower ?? '') ?? (next?.lower === 'kwart' ? 4 : undefined);
  if (part !== undefined && part > 2 && first < part && first < 10 && !next?.capital) {
    return make(tokens, from, from + 2, first / part, { soft: part === 4 });
  }
  if (dayParts.has(next?.lower ?? '') && first <= 24 && first > 0)
    return make(tokens, from, from + 1, first, { clock: true });
  return withScale(tokens, from, first, true);
}

function withScale(
  tokens: readonly Token[],
  from: number,
  first: number,
  loosely: boolean,
): Quantity {
  let total = 0;
  let current = first;
  let at = from + 1;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const scale = scales.get(word);
    const more = scale === undefined && total > 0 && current === 0 ? wordValue(word) : null;
    if (scale !== undefined && current > 0) {
      if (scale < 1e6) current *= scale;
      else {
        total += current * scale;
        current = 0;
      }
    } else if (more !== null && more > 1) current = more;
    else break;
    at += 1;
  }
  const value = total + current;
  return make(tokens, from, at, value, { soft: loosely && value <= 1 });
}

function wordValue(word: string): number | null {
  const known = simple.get(word);
  if (known !== undefined) return known;
  const value = word !== '' && numberLike.test(word) ? readNumberWord(word) : null;
  // Numbers are few, but other words that begin like one are many.
  if (simple.size < 5_000) simple.set(word, value);
  return value;
}

function make(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: number,
  { soft = false, clock = false }: { readonly soft?: boolean; readonly clock?: boolean },
): Quantity {
  const decade =
    tokens[from - 1]?.lower === 'jaren' && value >= 10 && value < 100 && value % 10 === 0;
  return {
    written: written(tokens, from, to),
    value,
    digits: false,
    soft,
    decade,
    unit: unitAt(tokens, from, to),
    clock,
    from,
    to,
  };
}

function unitAt(tokens: readonly Token[], from: number, to: number): string | null {
  const before = from > 0 ? money.get(tokens[from - 1]?.text ?? '') : undefined;
  if (before !== undefined) return before;
  const next = tokens[to];
  if (next === undefined) return null;
  if (next.text === '%' || next.lower === 'procent') return '%';
  return next.kind === 'word' || next.text === '€' || next.text === '$'
    ? (money.get(next.text) ?? next.lower)
    : null;
}

function written(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .reduce((text, token) => text + (token.spaced && text !== '' ? ' ' : '') + token.text, '');
}
