import { removeInvisible } from '../article/text.ts';
import type { Mark } from '../check/pair-check.ts';

/*
 * Words that a model quotes as evidence, found where they stand. Quotation marks, white space,
 * dashes and capitals may differ, an ellipsis may stand for words left out; everything else must be
 * the same.
 */

/** A text as quotes are compared, and where each of its characters begins and ends in the source. */
interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const sameSigns: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‚‛′`´“”„‟″«»"'].map((mark) => [mark, "'"] as const),
  ...[...'‐‑‒–—−'].map((dash) => [dash, '-'] as const),
  ['…', '...'],
]);

function foldSigns(source: string): Folded {
  const texts: string[] = [];
  let isAfterSpace = true;
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of source) {
    const end = at + character.length;
    const folded = foldCharacter(character, isAfterSpace);
    if (folded !== '') isAfterSpace = folded === ' ';
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    texts.push(folded);
    at = end;
  }
  return { text: texts.join(''), starts, ends };
}

function foldCharacter(character: string, isAfterSpace: boolean): string {
  if (/\s/u.test(character)) return isAfterSpace ? '' : ' ';
  return sameSigns.get(character) ?? removeInvisible(character).toLowerCase();
}

const ends = /^[\s'.,;:!?()[\]-]+|(?<![\s'.,;:!?()[\]-])[\s'.,;:!?()[\]-]+$/gu;
const ellipsis = /\s*[[(]?\.{3}[\])]?\s*/u;
const wordCharacter = /[\p{L}\p{M}\d]/u;

/** Where a quote stands in a text; null where it does not, or quotes nothing. */
export function findQuote(source: string, quote: string): Mark | null {
  const parts = foldSigns(quote)
    .text.replace(ends, '')
    .split(ellipsis)
    .map((part) => part.replace(ends, ''))
    .filter((part) => wordCharacter.test(part));
  if (parts.length === 0) return null;
  const { text, starts, ends: charEnds } = foldSigns(source);
  let first: number | undefined;
  let after = 0;
  for (const part of parts) {
    const at = findWords(text, part, after);
    if (at === null) return null;
    first ??= at;
    after = at + part.length;
  }
  return [starts[first ?? 0] ?? 0, charEnds[after - 1] ?? source.length];
}

/** Where words stand whole: "in" does not stand in "minister". */
function findWords(text: string, words: string, from: number): number | null {
  for (let at = text.indexOf(words, from); at !== -1; at = text.indexOf(words, at + 1)) {
    const isWholeBefore = !(isWord(text, at - 1) && isWord(text, at));
    const end = at + words.length;
    if (isWholeBefore && !(isWord(text, end - 1) && isWord(text, end))) return at;
  }
  return null;
}

function isWord(text: string, at: number): boolean {
  return wordCharacter.test(text.charAt(at));
}

/** A quote as it is compared with another. */
export function foldQuote(quote: string): string {
  return foldSigns(quote).text.replace(ends, '');
}
