import { wordSet } from '../../word-set.ts';
import type { Text, Token } from './text.ts';

/*
 * What of a text is in quotation marks. Marks are read as they come: “…”, „…”, «…», ,,…'', "…" and
 * '…', nested or not. A quotation may run on from the paragraph before, and into the next.
 */

/** A quotation: its words, and where it is among the tokens. */
export interface Quotation {
  readonly words: readonly Token[];
  /** Both its marks are in this text: it does not run on from the paragraph before or into the next. */
  readonly whole: boolean;
}

type Kind = 'double' | 'single';
type Side = 'opens' | 'closes' | 'either';

interface QuotationMark {
  readonly kind: Kind;
  readonly side: Side;
  /** In tokens: „ may be written as two commas, " be doubled. */
  readonly width: number;
}

/** The quotations of a text, the outer ones only. */
export function readQuotations({ tokens }: Text): Quotation[] {
  const found: Quotation[] = [];
  let open: { readonly kind: Kind; readonly from: number } | undefined;
  const close = (from: number, to: number, whole: boolean) => {
    const words = tokens.slice(from, to).filter(({ kind }) => kind !== 'sign');
    if (words.length > 0) found.push({ words, whole });
    open = undefined;
  };
  const [first, end] = isEscapedCell(tokens) ? [1, tokens.length - 1] : [0, tokens.length];
  for (let at = first; at < end; at += 1) {
    const mark = readMark(tokens, at);
    if (!mark) continue;
    const { kind, side, width } = mark;
    if (open?.kind === kind && side !== 'opens') close(open.from, at, true);
    else if (open === undefined && side !== 'closes') open = { kind, from: at + width };
    // What closes here was opened in the paragraph before.
    else if (open === undefined && found.length === 0 && endsSpeech(tokens, at, kind))
      close(0, at, false);
    at += width - 1;
  }
  if (open) close(open.from, end, false);
  return found;
}

/** A cell of a CSV file: in quotation marks, those inside it doubled. */
function isEscapedCell(tokens: readonly Token[]): boolean {
  if (tokens[0]?.text !== '"' || tokens.at(-1)?.text !== '"') return false;
  return tokens.some(
    ({ text }, at) =>
      at > 1 && text === '"' && tokens[at + 1]?.text === '"' && at < tokens.length - 3,
  );
}

const quotes = wordSet('" “ ” „ « » \' ‘');

function readMark(tokens: readonly Token[], at: number): QuotationMark | undefined {
  const token = tokens[at];
  if (token?.kind !== 'sign') return undefined;
  const width = widthOf(tokens, at);
  if (token.text === ',' && width === 2) return { kind: 'double', side: 'opens', width };
  if (!quotes.has(token.text)) return undefined;
  const side = sideOf(tokens, at, at + width - 1);
  if (!isSingle(token.text) || width > 1) return { kind: 'double', side, width };
  return isApostrophe(tokens, at, side) ? undefined : { kind: 'single', side, width };
}

/** How many times a sign is repeated, without a space. */
function widthOf(tokens: readonly Token[], at: number): number {
  const text = tokens[at]?.text;
  if (text !== '"' && text !== "'" && text !== ',') return 1;
  let width = 1;
  while (tokens[at + width]?.text === text && tokens[at + width]?.spaced === false) width += 1;
  return width;
}

const written: Readonly<Record<string, Side>> = {
  '“': 'opens',
  '„': 'opens',
  '«': 'opens',
  '‘': 'opens',
  '”': 'closes',
  '»': 'closes',
};
const opensBrackets = wordSet('( [ – — - /');

/** Does a mark open or close? By what is around it, else by its form. */
function sideOf(tokens: readonly Token[], first: number, last: number): Side {
  const [mark, before, after] = [tokens[first], tokens[first - 1], tokens[last + 1]];
  const isFree = before === undefined || mark?.spaced === true || opensBrackets.has(before.text);
  const isEnd = after === undefined || after.spaced;
  if (isFree && !isEnd) return 'opens';
  if (!isFree && (isEnd || (after.kind === 'sign' && after.text !== mark?.text))) return 'closes';
  return written[mark?.text ?? ''] ?? 'either';
}

/** Dutch and English words that begin with an apostrophe: "'s ochtends", "'t", "'em". */
const elided = wordSet('s t n k m ns em er r tis twas cause');

/** An apostrophe of a word, not a mark: "'s ochtends", "the players' union". */
function isApostrophe(tokens: readonly Token[], at: number, side: Side): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (side === 'opens') return elided.has(after?.lower ?? '') || isShortYear(tokens, at);
  if (side === 'either') return true;
  if (!before?.lower.endsWith('s') || after?.kind !== 'word') return false;
  // Where the next mark closes as well, this one does not.
  let next = at + 1;
  while (next < tokens.length && !isSingle(tokens[next]?.text ?? '')) next += 1;
  return next < tokens.length && sideOf(tokens, next, next) === 'closes';
}

/** "'98", and not "‘110V’". */
function isShortYear(tokens: readonly Token[], at: number): boolean {
  const [year, after] = [tokens[at + 1], tokens[at + 2]];
  return year?.kind === 'digits' && year.text.length === 2 && (after?.spaced ?? true);
}

const isSingle = (text: string): boolean => text === "'" || text === '‘';

/**
 * Does a mark that nothing opened end somebody's words? One after an "s" may be a genitive's, also a
 * double one, into which some programs turn every apostrophe.
 */
function endsSpeech(tokens: readonly Token[], at: number, kind: Kind): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (before?.kind === 'sign' || after?.kind === 'sign') return true;
  const mayBeGenitive = before?.lower.endsWith('s') === true;
  if (kind === 'single') return after === undefined && !mayBeGenitive;
  return after === undefined || !mayBeGenitive;
}
