import { decoderOf } from './encodings.ts';

/*
 * Text that was UTF-8, and that somebody read as something else and stored: `cafÃ©`, `â€™`, `√©`. Only what
 * is certain is repaired: pairs and triples that no Dutch text has, and that are UTF-8 when they are bytes
 * again.
 */

const windows = decoderOf('windows-1252');
const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
const signs = [...(windows?.decode(bytes) ?? '')];
const byteOf = new Map(signs.map((sign, at) => [sign, at]));

/** The signs of Windows-1252 for the bytes that follow the first one of a character. */
const later = `[${signs
  .slice(0x80, 0xc0)
  .join('')
  .replace(/[\]\\^-]/g, '\\$&')}]`;
/** é and its like, ° and its like, quotes and dashes and €, a byte order mark, ligatures, emoji. */
const certain = new RegExp(`Ã${later}|Â${later}|â${later}{2}|ï»¿|ï¬${later}|ð${later}{3}`, 'g');
/** Signs of other languages, and what has lost its last byte: only where the others are, too. */
const likely = new RegExp(`[ÄÅ]${later}`, 'g');

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The character that these signs are the bytes of, or themselves. */
function toCharacter(found: string): string {
  const code = [...found].map((sign) => byteOf.get(sign) ?? 0);
  try {
    const character = decoder.decode(Uint8Array.from(code));
    // What would be invisible was never written.
    return /^[\u0080-\u009f\u2028\u2029]$/.test(character) ? found : character;
  } catch {
    return found;
  }
}

/** Letters of Dutch words, and quotes. */
const letters = 'éëïèöüêáóíçàâôûîäúñÉËÏÖÜ';

/** What they become when their UTF-8 is read as an encoding of the Mac or of DOS. */
const misreadings: ReadonlyMap<string, string> = new Map(
  ['macintosh', 'cp850'].flatMap((encoding) =>
    [...letters].map((letter) => [decoderOf(encoding)?.decode(Buffer.from(letter)) ?? '', letter]),
  ),
);
const misread = new RegExp(
  `(?<=\\p{L})(?:${[...misreadings.keys()].join('|')})|(?:${[...misreadings.keys()].join('|')})(?=\\p{L})`,
  'gu',
);

/** Most texts have none of these signs, and are not looked at any further. */
const suspicious = /[ÃÂâïð√├]/;

/**
 * Undoes that UTF-8 was read as Windows-1252 (once or twice), Mac Roman or CP850, where that is certain.
 *
 * @returns the text, and how many characters were repaired
 * @example
 * repairMojibake('cafÃ©s'); // { text: 'cafés', repaired: 1 }
 */
export function repairMojibake(text: string): { readonly text: string; readonly repaired: number } {
  if (!suspicious.test(text)) return { text, repaired: 0 };
  let repaired = 0;
  const counted = (change: (found: string) => string) => (found: string) => {
    const changed = change(found);
    if (changed !== found) repaired += 1;
    return changed;
  };
  let done = text.replace(certain, counted(toCharacter));
  if (repaired > 0) {
    done = done
      .replace(certain, toCharacter)
      .replace(likely, counted(toCharacter))
      .replace(/Ã(?=\s|$)/g, 'à')
      .replace(/â€(?=[\s.,;:!?)]|$)/g, '”');
  }
  done = done.replace(
    misread,
    counted((found) => misreadings.get(found) ?? found),
  );
  return { text: done, repaired };
}
