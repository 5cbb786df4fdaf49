import { decodeHTMLStrict } from 'entities/decode';

/*
 * English as models write it may hold what nobody sees and every search, comparison and export
 * stumbles over: NUL and other control characters, halves of surrogate pairs, zero-width characters,
 * marks of direction, or `&#39;` where an apostrophe is meant. The Dutch is cleaned when it is read
 * (`text.ts`), so none of this can come from there.
 */

/** Says whether there can be anything to clean, since in nearly all texts there is nothing. */
const suspicious =
  /[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac]|&/;

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;
/** `&amp;#39;` is an apostrophe that was written twice. */
const maxDecodings = 2;

const windowsCharacters = /[\u0080-\u009f]/g;
const windows1252 = new TextDecoder('windows-1252');

const lineEnds = /\r\n?|[\u2028\u2029]/g;
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** Control characters, soft hyphens, what has no width, marks of direction. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
  /[\u0000-\u0009\u000b-\u001f\u007f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const halfPairs = /\p{Surrogate}/gu;

/** Tags spell what is not seen, but for flags such as England's, which begin with a black flag. */
const tags = /(?<!\u{1f3f4}[\u{e0000}-\u{e007f}]{0,7})[\u{e0000}-\u{e007f}]/gu;

/** Joiners belong between parts of an emoji, and between letters of scripts that join them. */
const joined = String.raw`(?!\p{Script=Latin})[\p{L}\p{M}]|\p{Extended_Pictographic}`;
const joiners = new RegExp(
  String.raw`(?<!${joined}|\p{Emoji_Modifier}|\ufe0f)[\u200c\u200d]|[\u200c\u200d](?!${joined})`,
  'gu',
);

/**
 * English without invisible characters, and with characters in the place of HTML entities. What the
 * source has too is part of the text, and is kept.
 *
 * @param source what the English was made from
 * @example
 * cleanEnglish('It&#39;s\u200b here', 'Het is er'); // It's here
 */
export function cleanEnglish(english: string, source: string): string {
  if (!suspicious.test(english)) return english;
  const known = new Map<string, boolean>();
  // A text has few different ones, each perhaps a hundred thousand times.
  const unlessInSource = (character: string) => {
    const isInSource = known.get(character) ?? source.includes(character);
    known.set(character, isInSource);
    return isInSource ? character : '';
  };
  return decodeEntities(english, source)
    .replace(windowsCharacters, (character) =>
      windows1252.decode(Uint8Array.of(character.charCodeAt(0))),
    )
    .replace(lineEnds, '\n')
    .replace(spaces, ' ')
    .replace(halfPairs, '')
    .replace(hidden, unlessInSource)
    .replace(tags, unlessInSource)
    .replace(joiners, unlessInSource)
    .normalize('NFC');
}

function decodeEntities(english: string, source: string): string {
  if (!english.includes('&')) return english;
  const inSource = new Set(source.match(entity));
  let text = english;
  for (let times = 0; times < maxDecodings; times += 1) {
    const decoded = text.replace(entity, (written) =>
      inSource.has(written) ? written : decodeHTMLStrict(written),
    );
    if (decoded === text) break;
    text = decoded;
  }
  return text;
}
