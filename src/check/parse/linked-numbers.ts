import { isYear } from './digits.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './text.ts';

/*
 * Numbers that share what is said once: in "2,2 tot 3,1 miljard euro" and "20, 30 or 40 per cent"
 * the first have the scale and the unit of the last, in "$5-10" the last has that of the first.
 */

const rangeWords = new Set(['-', '–', '—', 'tot', 'à', 'to', 'until', 'naar']);
const listWords = new Set([...rangeWords, 'en', 'of', 'and', 'or', ',']);
const longestJoint = 3;

/** The same numbers, in order, with what they share. */
export function linkNumbers(tokens: readonly Token[], quantities: Quantity[]): Quantity[] {
  if (quantities.length < 2) return quantities;
  const linked = [...quantities];
  for (let at = linked.length - 2; at >= 0; at -= 1) {
    const [first, next] = [linked[at], linked[at + 1]];
    const joint = first && next && jointOf(tokens, first, next);
    if (first && next && joint) linked[at] = takeOver(tokens, { first, next, joint });
  }
  for (let at = 1; at < linked.length; at += 1) {
    const [first, next] = [linked[at - 1], linked[at]];
    if (!first || !next || next.unit !== null || first.unit?.dimension !== 'money') continue;
    if (jointOf(tokens, first, next) === 'range') linked[at] = { ...next, unit: first.unit };
  }
  return linked;
}

type Joint = 'range' | 'list';

/** What joins two numbers: nothing but a sign or a small word. */
function jointOf(tokens: readonly Token[], first: Quantity, next: Quantity): Joint | null {
  const between = tokens.slice(first.to, next.from);
  if (between.length === 0 || between.length > longestJoint) return null;
  if (between.some(({ lower }) => !listWords.has(lower))) return null;
  return between.some(({ lower }) => rangeWords.has(lower)) ? 'range' : 'list';
}

interface Link {
  readonly first: Quantity;
  readonly next: Quantity;
  readonly joint: Joint;
}

function takeOver(tokens: readonly Token[], { first, next, joint }: Link): Quantity {
  const token = tokens[first.from];
  if (first.kind !== 'number' || next.kind !== 'number' || !token || isYear(token)) return first;
  const unit = first.unit ?? next.unit;
  const cut = tokens[first.to];
  // "twee- tot driehonderd": the end of the word is said once.
  if (cut?.text === '-' && !cut.spaced && tokens[first.to + 1]?.spaced && first.scale === 1) {
    const scale = [1_000, 100].find((of) => next.value % of === 0) ?? 1;
    return { ...first, unit, also: [...first.also, first.value * scale] };
  }
  const isAlone = first.scale === 1 && next.scale > 1 && first.value < 1_000;
  const isComma = joint === 'list' && tokens[first.to]?.text === ',';
  if (!isAlone || isComma) return { ...first, unit };
  return {
    ...first,
    unit,
    value: first.value * next.scale,
    also: [...first.also, first.value],
    scale: next.scale,
  };
}

/** "1 meter 80", "5 euro 50": one quantity. */
export function joinUnits(quantities: Quantity[]): Quantity[] {
  const areJoined = (first: Quantity | undefined, next: Quantity | undefined) =>
    first !== undefined &&
    next?.digits === true &&
    next.from - first.to === 1 &&
    next.unit === null &&
    next.value < 100 &&
    joinable.has(first.unit?.name ?? '');
  if (!quantities.some((quantity, at) => areJoined(quantities[at - 1], quantity)))
    return quantities;
  return quantities.flatMap((quantity, at) => {
    if (areJoined(quantities[at - 1], quantity)) return [];
    const next = quantities[at + 1];
    if (!next || !areJoined(quantity, next)) return [quantity];
    return [{ ...quantity, value: quantity.value + next.value / 100 }];
  });
}

const joinable = new Set(['metres', 'euros', 'guilders']);
