/*
 * The encodings that a text may be in, and how it is told which, where nothing says it. UTF-8 is
 * recognised by its form; of the others one byte is a letter here and a sign there, so the letters of Dutch
 * words decide: in `caf?s` and `Belgi?` only one encoding has é and ë.
 */

/** The upper halves of the encodings of DOS, which `TextDecoder` does not know. */
const dosTables: Readonly<Record<string, string>> = {
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
};

/** Decodes bytes as they come; `stream` where more follow. */
export interface Decoder {
  decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string;
}

/** A decoder of this encoding, by any name that the Encoding Standard knows, or of DOS; else undefined. */
export function decoderOf(encoding: string): Decoder | undefined {
  const name = encoding.trim().toLowerCase();
  const dos = /^(?:cp|ibm|dos|oem)?[-_ ]?(?<page>850|858|437)$/.exec(name)?.groups?.['page'];
  const table = dosTables[dos === '437' ? 'cp437' : 'cp850'];
  if (dos !== undefined && table !== undefined)
    return { decode: (bytes) => decodeBy(table, bytes) };
  const known = /^mac[-_ ]?(?:os[-_ ]?)?roman$/.test(name) ? 'macintosh' : name;
  try {
    return new TextDecoder(known);
  } catch {
    return undefined;
  }
}

function decodeBy(table: string, bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(/[\u0080-\u00ff]/g, (sign) => table[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** The marks that a text may begin with, which say what it is in. */
const byteOrderMarks: ReadonlyArray<readonly [encoding: string, mark: readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that a byte order mark says; undefined without one. */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  return byteOrderMarks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
}

/** The first bytes are enough to see what a text is in. */
const lookedAtBytes = 4_096;

/** UTF-16 without a mark: every other byte of Latin letters is 0, and hardly any of those between. */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (!bytes.includes(0)) return undefined;
  const pairs = Math.floor(Math.min(bytes.length, lookedAtBytes) / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1)
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  if (pairs < 4) return undefined;
  if (second > pairs * 0.6 && first < pairs * 0.05) return 'utf-16le';
  return first > pairs * 0.6 && second < pairs * 0.05 ? 'utf-16be' : undefined;
}

/** What XML or HTML says at its beginning that it is in. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, lookedAtBytes));
  const text = head.toString('latin1').trimStart();
  if (!text.startsWith('<')) return undefined;
  const xml = /^<\?xml\b[^>]*\bencoding=["']([\w.:-]+)["']/i.exec(text);
  return (xml ?? /<meta\b[^>]*\bcharset=["']?([\w.:-]+)/i.exec(text))?.[1];
}

const sequence =
  /[\u00c2-\u00df][\u0080-\u00bf]|\u00e0[\u00a0-\u00bf][\u0080-\u00bf]|[\u00e1-\u00ec\u00ee\u00ef][\u0080-\u00bf]{2}|\u00ed[\u0080-\u009f][\u0080-\u00bf]|\u00f0[\u0090-\u00bf][\u0080-\u00bf]{2}|[\u00f1-\u00f3][\u0080-\u00bf]{3}|\u00f4[\u0080-\u008f][\u0080-\u00bf]{2}|[\u0080-\u00ff]/g;
const cutSequence =
  /(?:[\u00c2-\u00df]|[\u00e0-\u00ef][\u0080-\u00bf]?|[\u00f0-\u00f4][\u0080-\u00bf]{0,2})$/;

/** UTF-8 with bytes in it that are none. */
export interface MixedUtf8 {
  readonly text: string;
  /** Characters of more than one byte that are right. */
  readonly right: number;
  /** Bytes that are no UTF-8: read as Windows-1252, or left out where the end is cut off. */
  readonly wrong: number;
}

/** Decodes UTF-8 with wrong bytes in it. */
export function decodeMixedUtf8(bytes: Uint8Array): MixedUtf8 {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const whole = written.replace(cutSequence, '');
  let right = 0;
  let wrong = written.length - whole.length;
  const text = whole.replace(sequence, (found) => {
    if (found.length > 1) right += 1;
    else wrong += 1;
    return found.length > 1 ? Buffer.from(found, 'latin1').toString() : fromWindows(found);
  });
  return { text, right, wrong };
}

const windows = new TextDecoder('windows-1252');
const windowsSigns = windows.decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80));

/** What a character from U+0080 to U+00FF means as a byte of Windows-1252. */
export function fromWindows(sign: string): string {
  return windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign;
}

const oneByteEncodings = ['windows-1252', 'macintosh', 'cp850'] as const;

/** So many letters decide. */
const sampleBytes = 200_000;

/**
 * The encoding, of those with a byte a character, in which the bytes over 127 are letters of Dutch words
 * and quotation marks around them.
 */
export function guessOneByte(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes);
  // ¤ is in no newspaper; where the euro has no other place, this is it.
  const isLatin9 = sample.includes(0xa4) && !sample.some((byte) => byte >= 0x80 && byte < 0xa0);
  if (isLatin9) return 'iso-8859-15';
  const scores = oneByteEncodings.map((name) => ({
    name,
    score: scoreDutch(decoderOf(name)?.decode(sample) ?? ''),
  }));
  const [windowsScore, ...others] = scores;
  const best = others.toSorted((a, b) => b.score - a.score)[0];
  const isBetter = best !== undefined && best.score > Math.max(0, windowsScore?.score ?? 0);
  return isBetter ? best.name : 'windows-1252';
}

/** Of a letter with its neighbours. */
const rightLetter =
  /^(?:[\p{L}'][éëïèöüêáóíçàâôûîäúñ].?|.?[éëïèöüêáóíçàâôûîäúñ]\p{L}|\P{Ll}[ÉËÏÈÖÜÊÁÓÍÇ][\p{L} ])$/su;
const frequent = /[éëï]/;
const rightSign =
  /^(?:\S?[’']\P{L}?|\p{L}’\p{L}|[\s(]?[“‘„«].|.?[”’»…].?|\s[–—•·]\s|.?[€£§°©²³½±®\u00a0].?)$/su;
const outOfPlace = /^(?:\p{L}[“”‘„‚€™–•]\p{L}|\p{L}[“‘„]\P{L})$/su;

function scoreDutch(text: string): number {
  let score = 0;
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) > 0x7f) score += scoreSign(text.slice(Math.max(0, at - 1), at + 2), at);
  return score;
}

/** `around` is a sign with the one before it, if there is one, and the one after it. */
function scoreSign(around: string, at: number): number {
  const triple = at === 0 ? ` ${around}` : around;
  if (rightLetter.test(triple)) return frequent.test(triple[1] ?? '') ? 3 : 2;
  if (outOfPlace.test(triple)) return -2;
  return rightSign.test(triple) ? 1 : -2;
}
