import type { TokenKind } from './words.ts';

/*
 * Where the tokens of a text begin and end: \d+(?:[.,:]\d+)*, \p{L}[\p{L}\p{M}]*(?:'\p{L}+)* or
 * \S. Every character is looked at once, and what it is is kept in a table.
 */

const [unknown, white, letter, mark, digit, other] = [0, 1, 2, 3, 4, 5];
const types = new Uint8Array(0x1_00_00);

const isWhite = /\s/;
const isLetter = /\p{L}/u;
const isMark = /\p{M}/u;
const isDigit = /\d/;

function typeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = types[code];
  // Half of a character: what it is the other half tells.
  if (code >= 0xd8_00 && code < 0xdc_00) return read(text.codePointAt(at) ?? code);
  if (known !== undefined && known !== unknown) return known;
  const type = read(code);
  types[code] = type;
  return type;
}

function read(code: number): number {
  const character = String.fromCodePoint(code);
  if (isWhite.test(character)) return white;
  if (isLetter.test(character)) return letter;
  if (isMark.test(character)) return mark;
  return isDigit.test(character) ? digit : other;
}

/** What kind of token begins here; none where it is white space. */
export function kindAt(text: string, at: number): TokenKind | undefined {
  const type = typeAt(text, at);
  if (type === white) return undefined;
  if (type === letter) return 'word';
  return type === digit ? 'digits' : 'sign';
}

/** How many units a character has. */
export function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1;
}

/**
 * Longer words and numbers are none ("aaaa…", a script without spaces): they are read in pieces, so
 * that no word is worth more than a bounded look.
 */
const maxUnits = 100;

/** Where the word ends that begins here. */
export function endOfWord(text: string, start: number): number {
  const limit = Math.min(text.length, start + maxUnits);
  let at = start + sizeAt(text, start);
  while (at < limit && isInWord(typeAt(text, at))) at += sizeAt(text, at);
  while (at < limit && text.charCodeAt(at) === apostrophe && isLetterAt(text, at + 1)) {
    at += 1;
    while (at < limit && isLetterAt(text, at)) at += sizeAt(text, at);
  }
  return at;
}

const apostrophe = 0x27;
const isInWord = (type: number): boolean => type === letter || type === mark;
const isLetterAt = (text: string, at: number): boolean =>
  at < text.length && typeAt(text, at) === letter;

/** Where the number ends that begins here, with the signs between its digits. */
export function endOfDigits(text: string, start: number): number {
  const limit = start + maxUnits;
  let at = start + 1;
  for (;;) {
    while (at < limit && isDigitAt(text, at)) at += 1;
    if (at >= limit || !separators.has(text.charCodeAt(at)) || !isDigitAt(text, at + 1)) return at;
    at += 1;
  }
}

const separators = new Set([0x2e, 0x2c, 0x3a]);
const isDigitAt = (text: string, at: number): boolean =>
  at < text.length && typeAt(text, at) === digit;
