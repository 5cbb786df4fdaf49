import { dutchAbbreviations } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' });
const initials = /^(?:\p{Lu}|(?:\p{L}\.)+\p{L})$/u;
/** `3. Dynastie`: at the beginning, or behind an article. */
const ordinal = /(?:^|(?:^|\s)(?:de|het|der|den|des)\s)\d{1,2}\.\s*$/i;
/** Words that begin sentences, and follow no ordinal. */
const beginnings =
  /^["'“‘„(]?(?:de|het|een|dat|dit|die|deze|toen|hij|zij|ze|wij|we|ik|jij|je|u|er|daar|hier|in|op|maar|en|of|ook|na|nu|als|want|dus|volgens|met|voor|bij|van|om|wie|wat|waar|hoe)\s/i;
/** `'s Middags`: what is not looked for as the beginning of a sentence. */
const beforeApostrophe = /[.!?…]["”’)]*\s+(?=['’‘][snt]\s+\p{Lu})/gu;

/** What ends a sentence stands in so many characters: longer words and rows of marks end one. */
const endCharacters = 64;

/**
 * The sentences of a Dutch text, with the white space after each, so that joined they are the text.
 * Abbreviations ("dhr.", "bijv.", "o.a.", "prof.dr."), initials and ordinals ("3. Dynastie") end no
 * sentence, nor does a quotation that continues in lower case ("Kom je?" vroeg hij). The time it takes
 * grows with the length of the text, whatever is in it.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of endsOf(text)) {
    const from = Math.max(start, end - endCharacters);
    const isWhole = from === start;
    const before = isWhole ? text.slice(from, end) : `…${text.slice(from, end)}`;
    if (isUnfinished(before, text.slice(end, end + endCharacters))) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

/** Where sentences may end, in order. */
function* endsOf(text: string): Generator<number> {
  for (const { segment, index } of segmenter.segment(text)) {
    for (const found of segment.matchAll(beforeApostrophe))
      if (found.index + found[0].length < segment.length)
        yield index + found.index + found[0].length;
    yield index + segment.length;
  }
}

/** True where the full stop at the end belongs to a word or a number, or the sentence continues. */
function isUnfinished(before: string, after: string): boolean {
  if (/^\p{Ll}/u.test(after) && !/\n\s*$/.test(before)) return true;
  const word = lastWordOf(before);
  if (word === undefined) return ordinal.test(before) && isAfterOrdinal(before, after);
  if (initials.test(word)) return true;
  const parts = word.toLowerCase();
  return (
    dutchAbbreviations.has(parts) || parts.split('.').every((part) => dutchAbbreviations.has(part))
  );
}

const closing = new Set(['"', "'", '”', '’', ')']);
const inWord = /[\p{L}.]/u;

/** The word that a full stop ends, without it; every place where a sentence may end is asked about. */
function lastWordOf(text: string): string | undefined {
  let end = text.trimEnd().length;
  while (closing.has(text[end - 1] ?? '')) end -= 1;
  if (text[end - 1] !== '.') return undefined;
  let start = end - 1;
  while (start > 0 && inWord.test(text[start - 1] ?? '')) start -= 1;
  return start < end - 1 ? text.slice(start, end - 1) : undefined;
}

/** At the beginning of a sentence a number with a full stop is that of an item. */
function isAfterOrdinal(before: string, after: string): boolean {
  return /^\d/.test(before) || !beginnings.test(after);
}
