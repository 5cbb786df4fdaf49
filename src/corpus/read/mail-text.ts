import type { TextBlock } from '../../article/layout.ts';
import { wordSet } from '../../word-set.ts';

/** A message as text: what its author wrote, and what was left out. */
export interface MailText {
  readonly blocks: readonly TextBlock[];
  readonly leftOut: readonly string[];
}

/** A line that stands before a message that is answered, in Dutch and English. */
const quoteIntro =
  /^(?:(?:op|on)\b.{4,120}\b(?:schreef|wrote)\b.{0,80}:|-{2,}\s*(?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message)\b.*|(?:begin (?:van )?(?:het )?doorgestuurd bericht|begin forwarded message)\s*:|_{10,})$/i;

/** A header as Outlook and others write it over a message that is answered or passed on. */
const headerLine =
  /^\s*\*?(?:van|from|verzonden|sent|datum|date|aan|to|cc|onderwerp|subject|beantwoorden|reply-to)\s*:\*?\s/i;
/** Fewer are a letter that says what it is about. */
const fewestHeaders = 3;

/**
 * Takes the text of a message apart: a reply quotes what it answers with `>`; a signature follows `-- `.
 *
 * @param isPassedOn where the subject says so: then the longer of the two texts is the article
 */
export function splitMail(text: string, isPassedOn = false): MailText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const signature = lines.findIndex((line) => line === '-- ' || line === '--');
  const signed = signature < 0 ? lines : lines.slice(0, signature);
  const isQuoted = quotedLines(signed);
  const blocks = paragraphsOf(signed.filter((_, at) => !isQuoted[at]));
  const start = isQuoted.indexOf(true);
  if (start >= 0 && (isPassedOn || blocks.length === 0)) {
    const passedOn = paragraphsOf(withoutHeaders(signed.slice(start)));
    const over = blocks.length > 0 ? ['what was written over it'] : [];
    if (lengthOf(passedOn) > lengthOf(blocks)) return { blocks: passedOn, leftOut: over };
  }
  const leftOut = [
    ...(start < 0 ? [] : ['a quoted message']),
    ...(signature < 0 ? [] : ['a signature']),
  ];
  return { blocks, leftOut };
}

/** Which lines are another message's: those with `>`, and all after the line that introduces it. */
function quotedLines(lines: readonly string[]): boolean[] {
  const intro = lines.findIndex((_, at) => isIntro(lines, at));
  return lines.map((line, at) => (intro >= 0 && at >= intro) || line.startsWith('>'));
}

const lengthOf = (blocks: readonly TextBlock[]): number =>
  blocks.reduce((sum, { text }) => sum + text.length, 0);

/** A message that is passed on, without what the program has put before it. */
function withoutHeaders(lines: readonly string[]): string[] {
  const bare = lines.map((line) => line.replace(/^(?:>\s?)+/, ''));
  const isNoText = (line: string, at: number): boolean =>
    line.trim() === '' || headerLine.test(line) || isIntro(bare, at);
  const start = bare.findIndex((line, at) => !isNoText(line, at));
  return start < 0 ? [] : bare.slice(start);
}

/** How far into a message that is passed on its headers stand. */
const headingWithin = 6;

/** The blocks of a message that is passed on, without what the program has put before it. */
export function withoutHeading(blocks: readonly TextBlock[]): readonly TextBlock[] {
  const isHeading = ({ text }: TextBlock) =>
    headerLine.test(text) ||
    /^-{2,}\s*(?:doorgestuurd|forwarded|oorspronkelijk|original)\b/i.test(text);
  const last = blocks.slice(0, headingWithin).findLastIndex(isHeading);
  return blocks.slice(last + 1);
}

/** Programs break that line where it is long. */
function isIntro(lines: readonly string[], at: number): boolean {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  if (
    lines.slice(at, at + fewestHeaders).filter((own) => headerLine.test(own)).length >=
    fewestHeaders
  )
    return true;
  return quoteIntro.test(line.trim()) || (line !== '' && quoteIntro.test(`${line} ${next}`.trim()));
}

function paragraphsOf(lines: readonly string[]): TextBlock[] {
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .flatMap(toBlocks);
}

const item = /^\s*(?<mark>[-*•–]|\d{1,3}[.)])\s+(?<text>\S.*)$/;

/** Lines that all begin with a mark are a list; others were broken by the program that sent them. */
function toBlocks(part: string): TextBlock[] {
  const lines = part.split('\n').filter((line) => line.trim() !== '');
  if (!item.test(lines[0] ?? '')) return [{ text: joined(lines), layout: null }];
  const blocks: TextBlock[] = [];
  for (const line of lines) {
    const { mark = '', text = '' } = item.exec(line)?.groups ?? {};
    const last = blocks.at(-1);
    if (mark === '' && last)
      blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else blocks.push({ text, layout: { kind: 'item', mark: markOf(mark), depth: 0 } });
  }
  return blocks;
}

const bullets = wordSet('- * • –');
const markOf = (mark: string): string => (bullets.has(mark) ? '-' : mark);

/** Short lines are meant as lines: a greeting, an address. */
function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}
