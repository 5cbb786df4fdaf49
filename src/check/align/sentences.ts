import type { Text, Token } from '../parse/text.ts';

/*
 * The sentences of a text that has been read into tokens. Abbreviations and initials end none:
 * whether a capital after a full stop opens a sentence was decided when the tokens were read.
 */

const terminators = new Set(['.', '!', '?', '…']);
/** What may stand between the end of a sentence and the space after it. */
const closing = new Set(['"', '”', '’', "'", ')', ']', '»', '“']);

/** Its sentences, each from a token up to another; a text without words is one. */
export function readSentences({ raw, start, tokens }: Text): Array<[from: number, to: number]> {
  const sentences: Array<[number, number]> = [];
  let from = 0;
  for (let at = 1; at < tokens.length; at += 1) {
    if (!beginsSentence(tokens, at) && !isAfterLineEnd(raw, start, tokens, at)) continue;
    sentences.push([from, at]);
    from = at;
  }
  if (tokens.length > 0 || sentences.length === 0) sentences.push([from, tokens.length]);
  return sentences;
}

function beginsSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token?.spaced) return false;
  let end = at - 1;
  while (end > 0 && closing.has(tokens[end]?.text ?? '') && tokens[end]?.spaced === false) end -= 1;
  if (!terminators.has(tokens[end]?.text ?? '')) return false;
  const first = firstOfSentence(tokens, at);
  if (first?.kind === 'digits') return !isOrdinal(tokens, end);
  return first?.opens === true && (first.capital || first.text.length === 1);
}

/** The first word or number after opening marks. */
function firstOfSentence(tokens: readonly Token[], at: number): Token | undefined {
  let first = at;
  while (tokens[first]?.kind === 'sign' && first < at + 3) first += 1;
  return tokens[first];
}

/** "3. Dynastie", "No. 5": the full stop belongs to what is before it. */
function isOrdinal(tokens: readonly Token[], end: number): boolean {
  const before = tokens[end - 1];
  return (
    before !== undefined && before.kind === 'word' && before.text.length <= 3 && before.capital
  );
}

function isAfterLineEnd(raw: string, start: number, tokens: readonly Token[], at: number): boolean {
  const [before, here] = [tokens[at - 1], tokens[at]];
  if (!before || !here?.spaced) return false;
  const gap = raw.slice(before.start - start + before.text.length, here.start - start);
  return gap.includes('\n');
}
