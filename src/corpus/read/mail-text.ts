import type { TextBlock } from '../../article/layout.ts';
import { wordSet } from '../../word-set.ts';

/** A message as text: what its author wrote, and what was left out. */
export interface MailText {
  readonly blocks: readonly TextBlock[];
  readonly leftOut: readonly string[];
}

/** A line that stands before a message that is answered, in Dutch and English. */
const quoteIntro =
  /^(?:(?:op|on)\b.{4,120}\b(?:schreef|wrote)\b.{0,80}:|-{2,}\s*(?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message)\b.*|_{10,})$/i;

/** A header as Outlook and others write it over a message that is answered or passed on. */
const headerLine =
  /^\s*\*?(?:van|from|verzonden|sent|datum|date|aan|to|cc|onderwerp|subject|beantwoorden|reply-to)\s*:\*?\s/i;
/** Fewer are a letter that says what it is about. */
const fewestHeaders = 3;

/** Takes the text of a message apart: a reply quotes what it answers with `>`; a signature follows `-- `. */
export function splitMail(text: string): MailText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const signature = lines.findIndex((line) => line === '-- ' || line === '--');
  const signed = signature < 0 ? lines : lines.slice(0, signature);
  const own: string[] = [];
  let quoted = 0;
  let isAfterIntro = false;
  for (const [at, line] of signed.entries()) {
    isAfterIntro ||= isIntro(signed, at);
    if (isAfterIntro || line.startsWith('>')) quoted += 1;
    else own.push(line);
  }
  const leftOut = [
    ...(quoted > 0 ? ['a quoted message'] : []),
    ...(signature < 0 ? [] : ['a signature']),
  ];
  const blocks = paragraphsOf(own);
  // What is quoted whole is passed on: then that is the text.
  if (blocks.length > 0 || quoted === 0) return { blocks, leftOut };
  return { blocks: paragraphsOf(withoutHeaders(signed)), leftOut: [] };
}

/** A message that is passed on, without what the program has put before it. */
function withoutHeaders(lines: readonly string[]): string[] {
  const bare = lines.map((line) => line.replace(/^(?:>\s?)+/, ''));
  const isNoText = (line: string, at: number): boolean =>
    line.trim() === '' || headerLine.test(line) || isIntro(bare, at);
  const start = bare.findIndex((line, at) => !isNoText(line, at));
  return start < 0 ? [] : bare.slice(start);
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
