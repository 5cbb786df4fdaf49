import type { TextBlock } from './layout.ts';
import { normalizeLines } from './text.ts';

/*
 * Plain text says by its lines alone what belongs together. A line break is *forced* where the next word
 * would not have fitted, as in text that is wrapped at a width, or within a word; any other was meant.
 * So lines with forced breaks are prose and are joined, and short lines with breaks that were meant are
 * verse and stay. A paragraph begins after a blank line, at an indented line among others, or, in wrapped
 * text, after a sentence whose line has room left.
 */

/** A line that begins with a bullet or with a number. */
const listItem =
  /^(?:[-*+•–—·▪►‣◦✓✔] \S|[-•–—·▪►‣◦✓✔]\p{L}|\d{1,3}[.)] \S|[a-z]\) \S|[IVX]{1,4}\) \S|[IVX]{2,4}\. \S)/u;

/** Nobody wraps prose at more. */
const widestWrap = 160;
/** Longer lines are no verse. */
const longestVerse = 60;

/**
 * The blocks of a text in plain lines: paragraphs in one line each, but for lists, whose items stay lines;
 * and verse. Words that were divided at the end of a line are whole again.
 *
 * @param text with its line ends and its indentation, and otherwise normal
 */
export function splitPlainText(text: string): TextBlock[] {
  const whole = endOfDivided.test(text) ? text.replace(dividedByBlankLines, '$1\n') : text;
  const blocks = whole.split(/\n(?:[^\S\n]*\n)+/).map((block) => block.split('\n').filter(isFull));
  // Of paragraphs in one line each there is nothing to tell.
  if (blocks.every(({ length }) => length <= 1))
    return blocks.flatMap(([line]) =>
      line === undefined ? [] : [{ text: undivided(line.trim()), layout: null }],
    );
  const lines = blocks.flat();
  let known: ReadonlySet<string> | undefined;
  const words = () => {
    known ??= wordsOf(whole);
    return known;
  };
  const width = widthOf(lines);
  const stanzas = new Set(blocks.filter((block) => isVerse(block, width)));
  const verseLines = stanzas.values().reduce((sum, block) => sum + block.length, 0);
  const isOneBlock = blocks.filter(({ length }) => length > 0).length === 1;
  return blocks.flatMap((block): TextBlock[] => {
    if (block.length === 0) return [];
    if (verseLines >= minVerseLines && stanzas.has(block))
      return [{ text: block.map((line) => line.trim()).join('\n'), layout: { kind: 'verse' } }];
    if (isShortLines(block, width))
      return [{ text: block.map((line) => line.trim()).join('\n'), layout: { kind: 'verse' } }];
    return splitBlock(block, isOneBlock ? undefined : width).map((own) => ({
      text: joinLines(own, words),
      layout: null,
    }));
  });
}

/**
 * The blocks of a body in plain text, to stand beside others whose layout is known: what keeps its lines,
 * as a list does, is verse there.
 */
export function toTextBlocks(body: string): TextBlock[] {
  return splitPlainText(normalizeLines(body)).map(({ text, layout }) => ({
    text,
    layout: text.includes('\n') ? { kind: 'verse' } : layout,
  }));
}

/** True for a line with more than white space. */
export const isFull = (line: string): boolean => line.trim() !== '';

/** The length of the longest line, without what is white around it. */
export function widthOf(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, line.trim().length), 0);
}

/** A line that may end within a word. */
const endOfDivided = /[-¬][^\S\n]*\n/;
/** A word that continues after a blank line, as at the end of a column. */
const dividedByBlankLines =
  /(\p{L}[-¬])[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*(?=\p{Ll})(?!(?:en|of|tot)\b)/gu;

/**
 * The lines of each paragraph of a block without blank lines.
 *
 * @param wholeWidth of the text, where there are other blocks
 */
function splitBlock(block: readonly string[], wholeWidth: number | undefined): string[][] {
  const starts = indentedStarts(block);
  const lines = block.map((line) => line.trim());
  if (starts !== undefined) return cutBefore(lines, (at) => starts.has(at));
  if (wholeWidth !== undefined)
    return cutBefore(lines, (at) => {
      const [line = '', next = ''] = lines.slice(at - 1, at + 1);
      const isOwn = isCapitals(line) || refersOn.test(next) || areParagraphs(line, next);
      return isOwn || (at === 1 && isHeadingAbove(line, next, wholeWidth));
    });
  const width = widthOf(lines);
  if (!isWrapped(lines, width)) return lines.map((line) => [line]);
  return cutBefore(lines, (at) => beginsParagraph(lines[at - 1] ?? '', lines[at] ?? '', width));
}

/** Nobody wraps prose so wide. */
const areParagraphs = (line: string, next: string): boolean =>
  Math.max(line.length, next.length) > widestWrap && !listItem.test(line) && !listItem.test(next);

/** True for a few words over a text that is much wider. */
function isHeadingAbove(line: string, next: string, width: number): boolean {
  const word = /^\S*/.exec(next)?.[0] ?? '';
  return (
    line.length <= longestVerse &&
    line.length + 1 + word.length < width * 0.6 &&
    next.length > width * 0.6 &&
    /[\p{L}\p{N}?!"'”’)]$/u.test(line) &&
    /^['"“‘„(]?[\p{Lu}\d]/u.test(next)
  );
}

/** Text so wide shows that the ends of short lines were meant. */
const wide = 100;

/** True for lines of an address or a signature, in a text whose paragraphs are much wider. */
function isShortLines(block: readonly string[], width: number): boolean {
  const lines = block.map((line) => line.trim());
  return (
    width >= wide &&
    lines.length > 1 &&
    lines.every(
      (line, at) =>
        line.length <= longestVerse &&
        !endsSentence(line) &&
        !endsInWord(line) &&
        !listItem.test(line) &&
        (at === 0 || /^[\p{Lu}\d+]/u.test(line)),
    )
  );
}

function cutBefore(lines: readonly string[], isStart: (at: number) => boolean): string[][] {
  const parts: string[][] = [];
  for (const [at, line] of lines.entries()) {
    if (at === 0 || isStart(at)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

/** A line of nothing but capitals is a heading. */
const isCapitals = (line: string): boolean =>
  line.length <= widestWrap / 2 && /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);

/** A line that leads to another article. */
const refersOn = /^(?:lees|zie|bekijk|luister) (?:ook|meer|verder)\b/i;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The lines that are indented among others, and so begin a paragraph; undefined where none does. */
function indentedStarts(block: readonly string[]): ReadonlySet<number> | undefined {
  if (block.length < 3 || block.some((line) => listItem.test(line.trim()))) return undefined;
  const margin = block.reduce(
    (least, line) => Math.min(least, indentOf(line)),
    Number.POSITIVE_INFINITY,
  );
  const starts = block.flatMap((line, at) => (indentOf(line) >= margin + 2 ? [at] : []));
  const isSome = starts.length > 0 && starts.length <= block.length * 0.6;
  return isSome && starts.some((at) => at > 0) ? new Set(starts) : undefined;
}

const endsInWord = (line: string): boolean => /\p{L}[-¬]$/u.test(line);

/** Sentence punctuation at the end, also inside closing quotes or brackets. */
export function endsSentence(line: string): boolean {
  return /[.!?…:]$/.test(line.replace(/(?<!['"”’»)\]])['"”’»)\]]+$/, ''));
}

/** True where the next word would not have fitted into the width, or where a word is divided. */
function isForced(line: string, next: string, width: number): boolean {
  const word = /^\S*/.exec(next)?.[0] ?? '';
  return endsInWord(line) || line.length + 1 + word.length > width;
}

/** The breaks after which a sentence continues, and those of them that fit. */
function countBreaks(
  lines: readonly string[],
  fits: (line: string, next: string) => boolean,
): { inside: number; fitting: number } {
  let [inside, fitting] = [0, 0];
  for (let at = 1; at < lines.length; at += 1) {
    const [line, next] = [lines[at - 1] ?? '', lines[at] ?? ''];
    if (endsSentence(line)) continue;
    inside += 1;
    if (fits(line, next)) fitting += 1;
  }
  return { inside, fitting };
}

/** True for prose that was cut into lines, so that its line ends mean nothing. */
function isWrapped(lines: readonly string[], width: number): boolean {
  if (lines.length < 2 || width > widestWrap || lines.some((line) => listItem.test(line)))
    return false;
  const { inside, fitting } = countBreaks(
    lines,
    (line, next) => /^\p{Ll}/u.test(next) || isForced(line, next, width),
  );
  return inside >= (lines.length - 1) * 0.4 && fitting >= inside * 0.6;
}

/** In wrapped text, after a sentence or a heading with room left on its line. */
function beginsParagraph(line: string, next: string, width: number): boolean {
  if (isForced(line, next, width)) return false;
  return endsSentence(line) || (/^\P{Ll}/u.test(next) && line.length < width * 0.7);
}

/** Fewer lines in a whole text are no poem. */
const minVerseLines = 4;

/** True for lines that stay lines: of a poem, an address. `width` is that of the whole text. */
export function isVerse(block: readonly string[], width: number): boolean {
  const lines = block.map((line) => line.trim());
  const isShort = lines.length > 1 && lines.every(({ length }) => length <= longestVerse);
  if (!isShort || lines.some((line) => endsInWord(line) || listItem.test(line))) return false;
  const count = (fits: RegExp) => lines.reduce((sum, line) => sum + Number(fits.test(line)), 0);
  if (count(/[.!?]['"”’]?$/) > lines.length * 0.7) return false;
  const isLikeVerse =
    count(/[,;:.!?…–—]['"”’]?$/) >= lines.length / 2 ||
    count(/^['"“‘„]?[\p{Lu}\d]/u) >= lines.length * 0.8;
  if (!isLikeVerse) return false;
  const narrow = width < 35;
  // By hand, prose is wrapped a little before the width.
  const isMeant = (line: string, next: string) => narrow || !isForced(line, next, width * 0.9);
  const { inside, fitting } = countBreaks(lines, isMeant);
  return fitting > inside * 0.6;
}

/** Longer is no word. */
const longestWord = 80;

/** Joins the lines of a paragraph; items of a list stay lines. */
function joinLines(lines: readonly string[], words: () => ReadonlySet<string>): string {
  const parts: string[] = [];
  for (const line of lines) {
    const before = parts.at(-1);
    if (before === undefined) parts.push(line);
    else if (listItem.test(line)) parts.push(`\n${line}`);
    else if (endsInWord(before.slice(-2))) {
      // Only its end is looked at: a paragraph may be divided words from end to end.
      const cut = Math.max(0, before.length - longestWord);
      parts.splice(-1, 1, before.slice(0, cut), joinWord(before.slice(cut), line, words));
    } else parts.push(` ${line}`);
  }
  return undivided(parts.join(''));
}

/** Without Delpher's sign for a divided word, left where the lines were joined before. */
function undivided(text: string): string {
  return text.includes('¬') ? text.replace(/(?<=\p{L})¬ ?(?=\p{Ll})/gu, '') : text;
}

/** The words of a text; of those with a hyphen, the beginning as far as it is compared. */
function wordsOf(text: string): ReadonlySet<string> {
  const found = text.match(/\p{L}{1,60}(?:-\p{L}{1,60})?/gu) ?? [];
  return new Set(found.flatMap((word) => [word, word.replace(/(?<=-.{5}).*/u, '')]));
}

/** `op- en afritten` */
const keepsSpace = /^(?:[eé]n|[oó]f|tot|maar|noch|als|dan|t\/m|en\/of|c\.q\.)(?![\p{L}-])/u;
/** Words that are always set off: `oud-minister`, `tv-kijker`, `e-mail`. */
const keepsHyphen =
  /(?:^|[^\p{L}])(?:ex|oud|niet|non|vice|adjunct|aspirant|kandidaat|leerling|tv|pc|cd|dvd|sms|pdf|gps|\p{L}|[\p{Lu}\d]{2,})-$/u;
/** Two vowels that would be read as one: `zee-egel`, `auto-ongeluk`. */
const clashing = /^(?:a[aeiu]|e[eiu]|i[ei]|o[eiou]|u[iu]|ij)$/;

/** Puts together what a line end divided, with or without the hyphen. */
function joinWord(before: string, line: string, words: () => ReadonlySet<string>): string {
  const bare = before.slice(0, -1);
  if (before.endsWith('¬')) return bare + line;
  if (keepsSpace.test(line)) return `${before} ${line}`;
  if (!/^\p{Ll}/u.test(line) || keepsHyphen.test(before.slice(-40))) return before + line;
  const left = /\p{L}+$/u.exec(bare.slice(-60))?.[0] ?? '';
  const right = /^\p{L}+/u.exec(line)?.[0] ?? '';
  // The text itself may have the word on one line.
  if (words().has(`${left}-${right.slice(0, 5)}`)) return before + line;
  if (words().has(left + right)) return bare + line;
  const vowels = `${left.at(-1)}${right[0]}`.toLowerCase();
  if (!clashing.test(vowels)) return bare + line;
  const diaeresis = /^[bg]e$/i.test(left) ? dotted.get(right[0] ?? '') : undefined;
  return diaeresis === undefined ? before + line : bare + diaeresis + line.slice(1);
}

/** `ge-` and `eist` are `geëist`. */
const dotted: ReadonlyMap<string, string> = new Map([
  ['e', 'ë'],
  ['i', 'ï'],
  ['u', 'ü'],
]);
