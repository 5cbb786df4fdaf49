/*
 * What comes from outside (articles, models, servers, file names, glossaries, records) may contain
 * characters that act where they arrive: a terminal obeys escape sequences, carriage returns and
 * backspaces, and marks of direction make a line read as another. Here they are made inert: for
 * terminals and messages they are taken out, in JSON they are escaped.
 */

const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;

/** Control characters but tab and line feed, marks of direction, and what hides or splits text. */
const acting =
  /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * A text that does nothing but be read: without control characters (tabs and line ends stay) and
 * marks of direction.
 *
 * @example
 * inertText('Kop\u001b[2J'); // Kop[2J
 */
export function inertText(text: string): string {
  return text.replace(lineEnds, '\n').replace(acting, '');
}

/** The same on one line: what would begin another one becomes a space. */
export function inertLine(text: string): string {
  return inertText(text)
    .replace(/(?<![ \t])[ \t]*\n\s*/g, ' ')
    .replaceAll('\t', ' ');
}

/** What JSON may contain as it is, and terminals act on all the same. */
const actingInJson =
  /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** Half a pair, as JSON writes it: programs in other languages refuse the whole line for it. */
const halfPair = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/gi;

/** JSON of the same value that is inert on a terminal, whatever its strings contain. */
export function inertJson(json: string): string {
  return json
    .replace(halfPair, '$1\ufffd')
    .replace(
      actingInJson,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
