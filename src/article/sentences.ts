import { dutchAbbreviations } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' });
const lastWord = /(?<word>[\p{L}.]+)\.["'”’)]*\s*$/u;
const ordinal = /(?:^|\s)\d{1,2}\.\s*$/;
const initials = /^(?:\p{Lu}|(?:\p{L}\.)+\p{L})$/u;

/**
 * The sentences of a Dutch text, with the white space after each, so that joined they are the text.
 * Abbreviations ("dhr.", "bijv.", "o.a."), initials and ordinals ("3. Dynastie") end no sentence.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(text)) {
    open += segment;
    if (isUnfinished(open)) continue;
    sentences.push(open);
    open = '';
  }
  if (open !== '') sentences.push(open);
  return sentences;
}

/** True where the full stop at the end belongs to an abbreviation, an initial or an ordinal. */
function isUnfinished(sentence: string): boolean {
  const word = lastWord.exec(sentence)?.groups?.['word'];
  if (word === undefined) return ordinal.test(sentence);
  return dutchAbbreviations.has(word.toLowerCase()) || initials.test(word);
}
