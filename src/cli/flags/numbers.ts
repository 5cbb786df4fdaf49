import { TolkError } from '../../errors.ts';

/** The numbers a flag may have, ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads a flag that counts something, for commander: a whole number, in digits.
 *
 * @throws TolkError `usage.invalid`
 *
 * @example
 * command.option('--limit <n>', 'at most this many', integer('--limit', { min: 1, max: 100 }));
 */
export function integer(flag: string, range: Range): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && isWithin(Number(text), range)) return Number(text);
    throw refuse(flag, text, range, 'a whole number');
  };
}

/**
 * Reads a flag that measures something, for commander: fractions are welcome.
 *
 * @throws TolkError `usage.invalid`
 */
export function fraction(flag: string, range: Range): (text: string) => number {
  return (text) => {
    if (/^\d+(?:\.\d+)?$|^\.\d+$/.test(text) && isWithin(Number(text), range)) return Number(text);
    throw refuse(flag, text, range, 'a number');
  };
}

/**
 * Reads a flag of seconds, fractions welcome, as milliseconds.
 *
 * @throws TolkError `usage.invalid`
 */
export function seconds(flag: string, range: Range): (text: string) => number {
  const read = fraction(flag, range);
  return (text) => Math.round(read(text) * 1_000);
}

function isWithin(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

function refuse(flag: string, text: string, { min, max }: Range, kind: string): TolkError {
  const [low, high] = [min, max].map((value) => value.toLocaleString('en-US'));
  return new TolkError(
    'usage.invalid',
    `${flag} must be ${kind} from ${low} to ${high}, not "${text}"`,
  );
}
