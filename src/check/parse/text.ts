import { abbreviations } from '../../article/abbreviations.ts';
import { removeInvisible } from '../../article/text.ts';
import { runAtOnce } from '../turns.ts';
import { endOfDigits, endOfWord, kindAt, sizeAt } from './characters.ts';
import { blankTags } from './tags.ts';
import { type TokenKind, type Word, wordAt } from './words.ts';

/*
 * A text as the checks read it: once, into tokens. Everything a check wants to know beyond that
 * (its numbers, its names) is read from the tokens, so that a dozen checks cost little more than
 * one.
 */

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
  /** Those of its word, at hand. */
  readonly traits: number;
  /** What all tokens that are written so share. */
  readonly word: Word;
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
  /** Those that any of its tokens has: where none has a trait, no token need be looked at. */
  readonly traits: number;
}

/** What a text is made of. */
export type TextParts = Omit<Text, 'words' | 'traits'>;

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
/** Reads a text in either language. Invisible signs, soft hyphens and tags are left out. */
export function readText(source: string): Text {
  return runAtOnce(readTextInSteps(source));
}

/** A word that no text had before costs some microseconds. */
const tokensAtOnce = 1_000;

/** As {@link readText}; pauses after every thousand tokens. */
export function* readTextInSteps(source: string): Generator<undefined, Text> {
  const raw = removeInvisible(source).replaceAll('’', "'");
  const read = blankTags(raw);
  const tokens: Token[] = [];
  let opens = true;
  let before: Token | undefined;
  for (let start = 0, end = 0; start < read.length; start = end) {
    const kind = kindAt(read, start);
    end = kind === undefined ? start + 1 : endOf(read, start, kind);
    if (kind === undefined) continue;
    const previous = start === 0 ? space : read.charCodeAt(start - 1);
    if (previous === lineEnd) opens = true;
    const word = wordAt(read, start, end, kind);
    const { text, lower, capital, traits } = word;
    const token: Token = {
      kind,
      text,
      lower,
      start,
      spaced: previous <= space,
      opens: kind === 'word' && (opens || isQuote(before)),
      capital,
      traits,
      word,
    };
    tokens.push(token);
    if (tokens.length % tokensAtOnce === 0) yield;
    opens = kind === 'sign' && (opening.has(text) ? text !== '.' || endsSentence(before) : opens);
    before = token;
  }
  return new TokenText({ raw, start: 0, tokens });
}

function endOf(raw: string, start: number, kind: TokenKind): number {
  if (kind === 'digits') return endOfDigits(raw, start);
  return kind === 'word' ? endOfWord(raw, start) : start + sizeAt(raw, start);
}

/** A text of which the set of words is made when it is first asked for. */
export class TokenText implements Text {
  readonly raw: string;
  readonly start: number;
  readonly tokens: readonly Token[];
  #words: ReadonlySet<string> | undefined;
  #traits = -1;

  constructor({ raw, start, tokens }: TextParts) {
    this.raw = raw;
    this.start = start;
    this.tokens = tokens;
  }

  get words(): ReadonlySet<string> {
    this.#words ??= wordsOf(this.tokens);
    return this.#words;
  }

  get traits(): number {
    // Of the bits of traits the highest is never set.
    if (this.#traits < 0) this.#traits = traitsOf(this.tokens);
    return this.#traits;
  }
}

function traitsOf(tokens: readonly Token[]): number {
  let all = 0;
  for (const { traits } of tokens) all |= traits;
  return all;
}

function wordsOf(tokens: readonly Token[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { kind, lower } of tokens) if (kind === 'word') words.add(lower);
  return words;
}

/** Texts one after the other, with something between them that ends a line. */
export function joinTexts(texts: readonly TextParts[], between: string): Text {
  const tokens: Token[] = [];
  let start = 0;
  for (const text of texts) {
    for (const token of text.tokens) tokens.push(moved(token, start));
    start += text.raw.length + between.length;
  }
  return new TokenText({ raw: texts.map(({ raw }) => raw).join(between), start: 0, tokens });
}

function moved(token: Token, by: number): Token {
  const { kind, text, lower, spaced, opens, capital, traits, word } = token;
  return { kind, text, lower, start: token.start + by, spaced, opens, capital, traits, word };
}

/** A part of a text: its tokens from one up to another. */
export function partOfText({ raw, start, tokens }: TextParts, from: number, to: number): TextParts {
  const part = tokens.slice(from, to);
  const end = tokens[to]?.start ?? start + raw.length;
  const begin = part[0]?.start ?? end;
  return { raw: raw.slice(begin - start, end - start).trimEnd(), start: begin, tokens: part };
}

const lineEnd = 10;
const space = 32;

/** A single quotation mark that opens: one inside a word is part of it. */
const isQuote = (token: Token | undefined): boolean => token?.text === "'" && token.spaced;

/** Does a full stop after this end a sentence? Not after "dr." or an initial. */
function endsSentence(before: Token | undefined): boolean {
  return (
    before === undefined ||
    !(abbreviations.has(before.lower) || (before.capital && before.text.length === 1))
  );
}
