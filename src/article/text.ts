import { TolkError } from '../errors.ts';
import {
  declaredEncoding,
  decodeMixedUtf8,
  decoderOf,
  fromWindows,
  guessOneByte,
  markedEncoding,
  unmarkedUtf16,
} from './encodings.ts';

/** What was guessed or repaired in the bytes of a text. */
export interface TextNote {
  readonly kind: 'bad-bytes' | 'encoding';
  /** How messages call the text. */
  readonly place: string;
  /** What exactly: an encoding, a number. */
  readonly detail: string;
}

/**
 * Decodes the bytes of a text file. A byte order mark decides; without one it is UTF-8 where the bytes are
 * that, with a few wrong ones too; else what XML or HTML declares; else the one of Windows-1252,
 * ISO-8859-15, Mac Roman and CP850 that makes Dutch words of it.
 *
 * @param onNote is told of wrong bytes, and of an encoding that was guessed other than Windows-1252
 * @throws TolkError `article.binary` when the bytes contain what no text contains (NUL, many
 *   control characters)
 */
export function decodeText(
  bytes: Uint8Array,
  name: string,
  onNote: (note: TextNote) => void = () => {},
): string {
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  const text = encoding
    ? new TextDecoder(encoding).decode(bytes)
    : decodeUnmarked(bytes, (kind, detail) => onNote({ kind, place: name, detail }));
  if (looksBinary(text)) {
    throw new TolkError(
      'article.binary',
      `${name}: this is not a text file; Tolk reads plain text in UTF-8, UTF-16 or Windows-1252, ` +
        'and others by --encoding',
    );
  }
  return text;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUnmarked(
  bytes: Uint8Array,
  tell: (kind: TextNote['kind'], detail: string) => void,
): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    const mixed = decodeMixedUtf8(bytes);
    // By chance, two signs of another encoding are hardly ever one of UTF-8.
    if (mixed.right > 0 && mixed.right >= mixed.wrong) {
      tell('bad-bytes', `${mixed.wrong} of ${bytes.length.toLocaleString('en-US')}`);
      return mixed.text;
    }
    const declared = declaredEncoding(bytes);
    const known = declared && !/^utf-?(?:8|16)/i.test(declared) ? decoderOf(declared) : undefined;
    if (known) return known.decode(bytes);
    const guess = guessOneByte(bytes);
    if (guess !== 'windows-1252') tell('encoding', guess);
    return (decoderOf(guess) ?? new TextDecoder('windows-1252')).decode(bytes);
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

/** Written as one character, two or three letters are found by nobody who looks for the word. */
const joinedLetters: ReadonlyMap<string, string> = new Map([
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
  ['\ufb05', 'st'],
  ['\ufb06', 'st'],
  ['\u0132', 'IJ'],
  ['\u0133', 'ij'],
]);

/** A sign that may not be as it should; most texts have none, and only their spaces are looked at. */
const perhapsUnusual =
  /[^\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u0131\u0134-\u017f\u2010-\u2027\u20ac]/;

/** Letters in the one form that Tolk works with: NFC, no ligatures, and of C1 what Windows-1252 means. */
function normalizeLetters(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0080-\u009f]/g, fromWindows)
    .replace(/[\ufb00-\ufb06\u0132\u0133]/g, (sign) => joinedLetters.get(sign) ?? sign);
}

/**
 * Normalises a text to the one form that Tolk works with: NFC, no ligatures, `\n` line ends, no invisible
 * or control characters, single spaces, no space at the ends of lines. Two texts that look the same
 * become the same.
 */
export function normalizeText(text: string): string {
  const usual = perhapsUnusual.test(text) ? toUsualSigns(text) : text;
  return usual
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function toUsualSigns(text: string): string {
  return normalizeLetters(text)
    .replace(/\r\n?|[\u2028\u2029\f]/g, '\n')
    .replace(invisible, '')
    .replace(/[\t\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(strayControls, '');
}

/**
 * The lines of a plain text with their indentation, which tells its paragraphs, and without what divides
 * words invisibly at their ends; otherwise as {@link normalizeText} makes them.
 */
export function normalizeLines(text: string): string {
  const usual = perhapsUnusual.test(text) ? toUsualLines(text) : text;
  return (usual.includes('  ') ? narrowSpaces(usual) : usual)
    .replaceAll(' \n', '\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

function toUsualLines(text: string): string {
  return normalizeLetters(text)
    .replace(/\r\n?|[\u2028\u2029\f]/g, '\n')
    .replace(/\u00ad[^\S\n]*\n[^\S\n]*(?=\p{Ll})/gu, '')
    .replace(invisible, '')
    .replaceAll('\t', '    ')
    .replace(/[\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(strayControls, '');
}

/** One space within a line, none at its end, and as many as there are before it. */
function narrowSpaces(text: string): string {
  return (
    text
      // Further in is no further in, and endless spaces would take endless time.
      .replace(/ {40,}/g, ' '.repeat(40))
      .replace(/(?<=\S) {2,}/g, ' ')
      .replace(/ +$/gm, '')
  );
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
