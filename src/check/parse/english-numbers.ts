import { type Quantity, readDigits } from './quantity.ts';
import type { Text, Token } from './text.ts';

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const tensOrdinals =
  'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ');
const decades = 'twenties thirties forties fifties sixties seventies eighties nineties'.split(' ');

const small = new Map<string, number>([
  ...units.map((word, value) => [word, value] as const),
  ...tens.map((word, at) => [word, (at + 2) * 10] as const),
]);
const ordinal = new Map<string, number>([
  ...ordinals.map((word, value) => [word, value] as const),
  ...tensOrdinals.map((word, at) => [word, (at + 2) * 10] as const),
  ['hundredth', 100],
  ['thousandth', 1_000],
]);
const decade = new Map<string, number>(decades.map((word, at) => [word, (at + 2) * 10]));
const scales = new Map<string, number>([
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
]);
/** Too loose to be missed: languages differ in where they use them. */
const loose = new Map<string, number>([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
  ['double', 2],
  ['doubled', 2],
  ['triple', 3],
  ['both', 2],
  ['pair', 2],
  ['couple', 2],
  ['twins', 2],
  ['trio', 3],
  ['dozens', 12],
  ['dozen', 12],
  ['decade', 10],
  ['half', 0.5],
  ['halves', 0.5],
  ['halved', 0.5],
  ['quarter', 0.25],
  ['quarters', 0.25],
  ['fortnight', 14],
  ['century', 100],
  ['single', 1],
  ['duo', 2],
  ['quartet', 4],
  ['quintet', 5],
]);
const parts = new Map<string, number>([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fourth', 4],
  ['fourths', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['sixth', 6],
  ['eighth', 8],
  ['eighths', 8],
  ['tenth', 10],
  ['tenths', 10],
]);
const money = new Map<string, string>([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound sterling'],
  ['¥', 'yen'],
]);

/** All numbers of an English text, in order. */
export function readEnglishNumbers({ tokens }: Text): Quantity[] {
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
  return token.kind === 'digits'
    ? readFromDigits(tokens, at, token)
    : readFromWords(tokens, at, token);
}

function readFromDigits(tokens: readonly Token[], at: number, token: Token): Quantity {
  const ending = endingOf(tokens, at, token);
  const plain = readDigits(token.text, ',') + (ending.half ? 0.5 : 0);
  const { value, to } = scale(tokens, ending.to, plain, tokens[at - 1]);
  return {
    written: written(tokens, at, to),
    value,
    digits: true,
    soft: value === 1,
    decade: ending.decade,
    unit: unitAt(tokens, at, to),
    clock: token.text.includes(':') || isClock(tokens, to),
    from: at,
    to,
  };
}

/** What is glued to digits: "1990s", "12th", "2½". */
function endingOf(tokens: readonly Token[], at: number, token: Token) {
  const next = tokens[at + 1];
  const glued = next !== undefined && !next.spaced ? next.lower : '';
  const decade = glued === 's' && readDigits(token.text, ',') % 10 === 0;
  const half = glued === '½' || (next?.text === '½' && next.spaced);
  return { decade, half, to: decade || half || /^(?:st|nd|rd|th)$/.test(glued) ? at + 2 : at + 1 };
}

/** "million", "bn"; "m" alone is metres unless money stands before the figure. */
function scale(tokens: readonly Token[], from: number, figure: number, before: Token | undefined) {
  let [value, to] = [figure, from];
  for (;;) {
    const at = tokens[to]?.text === '-' && !tokens[to]?.spaced ? to + 1 : to;
    const word = tokens[at];
    const factor = scales.get(word?.lower ?? '');
    if (!word || factor === undefined) break;
    const short = word.lower.length <= 2;
    if (short && (word.spaced || (word.lower === 'm' && !money.has(before?.text ?? '')))) break;
    value *= factor;
    to = at + 1;
  }
  return { value, to };
}

function isClock(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.lower;
  return (
    next === 'am' ||
    next === 'pm' ||
    next === 'gmt' ||
    next === "o'clock" ||
    ((next === 'a' || next === 'p') &&
      tokens[at + 1]?.text === '.' &&
      tokens[at + 2]?.lower === 'm')
  );
}

function readFromWords(tokens: readonly Token[], at: number, token: Token): Quantity | null {
  const word = token.lower;
  const clock = readPast(tokens, at, word);
  if (clock) return clock;
  const asDecade = decade.get(word);
  if (asDecade !== undefined) return make(tokens, at, at + 1, asDecade, { decade: true });
  const asOrdinal = ordinal.get(word);
  // "second" and "first" are words of many uses.
  if (asOrdinal !== undefined) return make(tokens, at, at + 1, asOrdinal, { soft: true });
  if (!small.has(word) && !isScaleStart(tokens, at)) {
    const value = loose.get(word);
    return value === undefined ? null : readLoose(tokens, at, value);
  }
  return readCardinal(tokens, at);
}

/** "half past three", "a quarter to four", "ten past seven". */
function readPast(tokens: readonly Token[], at: number, word: string): Quantity | null {
  const preposition = tokens[at + 1]?.lower;
  if (preposition !== 'past' && !(preposition === 'to' && word === 'quarter')) return null;
  const minutes = word === 'half' ? 30 : word === 'quarter' ? 15 : small.get(word);
  const hour = small.get(tokens[at + 2]?.lower ?? '');
  if (minutes === undefined || hour === undefined || hour < 1 || hour > 12) return null;
  return make(tokens, at, at + 3, hour + (preposition === 'to' ? -minutes : minutes) / 60, {
    clock: true,
  });
}

/** "half a million", "half", "a quarter". */
function readLoose(tokens: readonly Token[], at: number, value: number): Quantity {
  const skip = tokens[at + 1]?.lower === 'a' ? 2 : 1;
  const scale = value === 0.5 ? scales.get(tokens[at + skip]?.lower ?? '') : undefined;
  if (scale !== undefined && scale > 100) return make(tokens, at, at + skip + 1, value * scale, {});
  return make(tokens, at, at + 1, value, { soft: true });
}

/** "a hundred", "hundred": a scale that counts one. */
function isScaleStart(tokens: readonly Token[], at: number): boolean {
  const scale = scales.get(tokens[at]?.lower ?? '');
  return (
    scale !== undefined && (tokens[at]?.lower.length ?? 0) > 2 && tokens[at - 1]?.lower === 'a'
  );
}

/** "two", "twenty-five", "one hundred and twenty thousand", "two thirds", "two and a half million". */
function readCardinal(tokens: readonly Token[], from: number): Quantity {
  let at = from;
  let total = 0;
  let current = 0;
  let last = from;
  for (;;) {
    const word = tokens[at]?.lower ?? '';
    const value = small.get(word);
    const scale = scales.get(word);
    if (value !== undefined && canFollow(current, value)) current += value;
    else if (scale === 100) current = (current || 1) * 100;
    else if (scale !== undefined && word.length > 2) {
      total += (current || 1) * scale;
      current = 0;
    } else if (
      ordinal.has(word) &&
      current >= 20 &&
      current % 10 === 0 &&
      (ordinal.get(word) ?? 0) < 10
    ) {
      current += ordinal.get(word) ?? 0;
    } else break;
    last = at + 1;
    at = skipJoint(tokens, at + 1);
  }
  return finishCardinal(tokens, from, last, total + current, current);
}

function canFollow(current: number, value: number): boolean {
  if (current === 0) return true;
  return current % 100 === 0
    ? value < 100
    : value < 10 && current % 10 === 0 && current % 100 >= 20;
}

/** "twenty-five", "hundred and five": past a hyphen, or past "and" when a number follows. */
function skipJoint(tokens: readonly Token[], at: number): number {
  const joint = tokens[at];
  if (joint?.text === '-' && !joint.spaced) return at + 1;
  const next = tokens[at + 1]?.lower ?? '';
  return joint?.lower === 'and' && scales.has(tokens[at - 1]?.lower ?? '') && small.has(next)
    ? at + 1
    : at;
}

function finishCardinal(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: number,
  current: number,
): Quantity {
  const next = tokens[to];
  if (next?.lower === 'and' && tokens[to + 1]?.lower === 'a' && tokens[to + 2]?.lower === 'half') {
    const scale = scales.get(tokens[to + 3]?.lower ?? '') ?? 1;
    return make(tokens, from, to + (scale > 1 ? 4 : 3), (value + 0.5) * scale, {});
  }
  const joint = next?.text === '-' ? to + 1 : to;
  const part = parts.get(tokens[joint]?.lower ?? '');
  if (part !== undefined && current < 10 && value < 10 && value < part) {
    return make(tokens, from, joint + 1, value / part, { soft: part === 2 || part === 4 });
  }
  return make(tokens, from, to, value, { soft: value <= 1, clock: isClock(tokens, to) });
}

function make(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: number,
  more: { readonly soft?: boolean; readonly decade?: boolean; readonly clock?: boolean },
): Quantity {
  const { soft = false, decade: isDecade = false, clock = false } = more;
  return {
    written: written(tokens, from, to),
    value,
    digits: false,
    soft,
    decade: isDecade,
    unit: unitAt(tokens, from, to),
    clock,
    from,
    to,
  };
}

function unitAt(tokens: readonly Token[], from: number, to: number): string | null {
  const before = from > 0 ? money.get(tokens[from - 1]?.text ?? '') : undefined;
  if (before !== undefined) return before;
  const joint = tokens[to]?.text === '-' ? to + 1 : to;
  const next = tokens[joint];
  if (next === undefined) return null;
  if (next.text === '%') return '%';
  if (next.lower === 'per' && tokens[joint + 1]?.lower === 'cent') return '%';
  return next.kind === 'word' || next.text === '€' || next.text === '$'
    ? (money.get(next.text) ?? next.lower)
    : null;
}

function written(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .reduce((text, token) => text + (token.spaced && text !== '' ? ' ' : '') + token.text, '');
}
