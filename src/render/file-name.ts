/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/** What separates parts of a path, or is forbidden in a name, on one system or another. */
const forbidden = /[/\\:*?"<>|]|\p{C}|[\u2028\u2029]/gu;

/** Of the 255 bytes that a name may have: the rest is for endings. */
const maxBytes = 180;

/**
 * A name that is a plain file in any file system, whatever the text: one part of a path, not hidden,
 * not taken for a flag or a device, and not too long.
 *
 * @example
 * safeFileName('../con: x'); // __con_ x
 */
export function safeFileName(text: string): string {
  const name = cutTo(text.normalize('NFC').replace(forbidden, '_'), maxBytes)
    // Windows drops these from the end.
    .replace(/[. ]+$/, '_')
    .replace(/^[-.~ ]+/, '_');
  if (name === '') return '_';
  return devices.test(name) ? `_${name}` : name;
}

/** Whole characters, up to so many bytes. */
function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let size = 0;
  let cut = '';
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}

/** Names for the files of one folder, no two of which any file system takes for the same. */
export class FileNames {
  readonly #taken = new Set<string>();

  /**
   * A safe name for a file, without its ending.
   *
   * @param wanted what it should be called
   * @param id told with it where another one has that name
   */
  take(wanted: string, id: string): string {
    const plain = safeFileName(wanted);
    let name = plain;
    for (let count = 1; this.#taken.has(fold(name)); count += 1)
      name =
        safeFileName(`${cutTo(plain, maxBytes / 2)}.${cutTo(id, maxBytes / 3)}`) +
        (count > 1 ? `-${count}` : '');
    this.#taken.add(fold(name));
    return name;
  }
}

/** What file systems compare that do not tell `A` from `a`, or `é` from `é`. */
function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');
}
