import { abbreviations } from '../../article/abbreviations.ts';
import { removeInvisible } from '../../article/text.ts';

/*
 * A text as the checks read it: once, into tokens. Everything a check wants to know beyond that
 * (its numbers, its names) is read from the tokens, so that a dozen checks cost little more than
 * one.
 */

/** What a token is: a run of letters, a run of digits with its separators, or one other sign. */
type TokenKind = 'word' | 'digits' | 'sign';

/** A token of a text, without the white space around it. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly lower: string;
  /** Offset in the segment. */
  readonly start: number;
  /** White space, or the beginning of the text, comes before it. */
  readonly spaced: boolean;
  /** It is the first word of a sentence, a quotation or a line. */
  readonly opens: boolean;
  readonly capital: boolean;
}

/** A text, or a part of one, and its tokens. */
export interface Text {
  readonly raw: string;
  /** Where it begins in the segment; 0 unless it is a part of it, as aligned sentences are. */
  readonly start: number;
  /** Their `start` counts from the beginning of the segment. */
  readonly tokens: readonly Token[];
  /** All words, in lower case. */
  readonly words: ReadonlySet<string>;
}

const pattern = /\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\S/gu;
/** After one of these a capital is no sign of a name. */
const opening = new Set([
  '.',
  '!',
  '?',
  '…',
  ':',
  '"',
  '“',
  '„',
  '”',
  '‘',
  '«',
  '•',
  '*',
  '(',
  '[',
  '\n',
  '–',
  '—',
]);
const digit = /^\d/;
const letter = /^\p{L}/u;
const upper = /^\p{Lu}/u;

/** Reads a text in either language. Invisible signs and soft hyphens are left out. */
export function readText(source: string): Text {
  const raw = removeInvisible(source).replaceAll('’', "'");
  const tokens: Token[] = [];
  const words = new Set<string>();
  let opens = true;
  for (const match of raw.matchAll(pattern)) {
    const text = match[0];
    const start = match.index;
    const before = tokens.at(-1);
    if (start > 0 && raw.charCodeAt(start - 1) === lineEnd) opens = true;
    const kind = kindOf(text);
    const isWord = kind === 'word';
    const lower = text.toLowerCase();
    if (isWord) words.add(lower);
    const spaced = start === 0 || raw.charCodeAt(start - 1) <= space;
    tokens.push({
      kind,
      text,
      lower,
      start,
      spaced,
      opens: isWord && (opens || isQuote(before)),
      capital: isWord && upper.test(text),
    });
    opens = kind === 'sign' && (opening.has(text) ? text !== '.' || endsSentence(before) : opens);
  }
  return { raw, start: 0, tokens, words };
}

/** A part of a text: its tokens from one up to another. */
export function partOfText({ raw, start, tokens }: Text, from: number, to: number): Text {
  const part = tokens.slice(from, to);
  const end = tokens[to]?.start ?? start + raw.length;
  const begin = part[0]?.start ?? end;
  const words = new Set(part.filter(({ kind }) => kind === 'word').map(({ lower }) => lower));
  return {
    raw: raw.slice(begin - start, end - start).trimEnd(),
    start: begin,
    tokens: part,
    words,
  };
}

const lineEnd = 10;
const space = 32;

function kindOf(text: string): TokenKind {
  if (digit.test(text)) return 'digits';
  return letter.test(text) ? 'word' : 'sign';
}

/** A single quotation mark that opens: one inside a word is part of it. */
const isQuote = (token: Token | undefined): boolean => token?.text === "'" && token.spaced;

/** Does a full stop after this end a sentence? Not after "dr." or an initial. */
function endsSentence(before: Token | undefined): boolean {
  return (
    before === undefined ||
    !(abbreviations.has(before.lower) || (before.capital && before.text.length === 1))
  );
}
