import { dutchAbbreviations } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' });
const lastWord = /(?<word>[\p{L}.]+)\.["'”’)]*\s*$/u;
const ordinal = /(?:^|\s)\d{1,2}\.\s*$/;
const initials = /^(?:\p{Lu}|(?:\p{L}\.)+\p{L})$/u;

/** What ends a sentence stands in so many characters: longer words and rows of marks end one. */
const endCharacters = 64;

/**
 * The sentences of a Dutch text, with the white space after each, so that joined they are the text.
 * Abbreviations ("dhr.", "bijv.", "o.a."), initials and ordinals ("3. Dynastie") end no sentence.
 * The time it takes grows with the length of the text, whatever is in it.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length;
    if (isUnfinished(text.slice(Math.max(start, end - endCharacters), end))) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

/** True where the full stop at the end belongs to an abbreviation, an initial or an ordinal. */
function isUnfinished(end: string): boolean {
  const word = lastWord.exec(end)?.groups?.['word'];
  if (word === undefined) return ordinal.test(end);
  return dutchAbbreviations.has(word.toLowerCase()) || initials.test(word);
}
