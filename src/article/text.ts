import { TolkError } from '../errors.ts';

const byteOrderMarks: ReadonlyArray<readonly [encoding: string, mark: readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Decodes the bytes of a text file. A byte order mark decides; without one it is UTF-8 where the
 * bytes are valid UTF-8, else Windows-1252, which old Dutch editors and spreadsheets write.
 *
 * @throws TolkError `article.binary` when the bytes contain what no text contains (NUL, many
 *   control characters)
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  const text = marked ? new TextDecoder(marked[0]).decode(bytes) : decodeUnmarked(bytes);
  if (looksBinary(text)) {
    throw new TolkError(
      'article.binary',
      `${name}: this is not a text file; Tolk reads plain text in UTF-8 or Windows-1252`,
    );
  }
  return text;
}

function decodeUnmarked(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Control characters that no text editor writes; tab, line ends and form feed are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g;

function looksBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  const found = text.match(controls)?.length ?? 0;
  return found > text.length * 0.01;
}

/**
 * Characters that are invisible and break words or comparisons: soft hyphen, zero-width space and
 * word joiner, marks of direction, byte order mark; and half a pair, which is no character.
 */
const invisible =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\p{Surrogate}/gu;
/** With those that are part of emoji and of some scripts: a stored text keeps them. */
const invisibleOrJoiner = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A text without anything invisible, to search it or to compare it with another. */
export function removeInvisible(text: string): string {
  return text.replace(invisibleOrJoiner, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const strayControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Normalises a text to the one form that Tolk works with: NFC, `\n` line ends, no invisible or
 * control characters, single spaces, no space at the ends of lines. Two texts that look the same
 * become the same.
 */
export function normalizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(invisible, '')
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(strayControls, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Normalises code: NFC, `\n` line ends, no invisible or control characters; its spaces stay. */
export function normalizeCode(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .replaceAll('\t', '    ')
    .replace(strayControls, '')
    .replace(/(?<=\S) +$/gm, '');
}
