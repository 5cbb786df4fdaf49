/** What should become of an entry of a corpus. */
type Fate = 'unread' | 'rejected' | 'leftOut' | 'wanted';

const fates: readonly Fate[] = ['unread', 'rejected', 'leftOut', 'wanted'];

/**
 * What should become of each entry of a corpus, and what its Dutch was, in five bytes an entry: a
 * corpus may have ten million.
 */
export class Fates {
  readonly #fates: Uint8Array;
  readonly #fingerprints: Uint32Array;

  /** @param entries how many there are */
  constructor(entries: number) {
    this.#fates = new Uint8Array(entries + 1);
    this.#fingerprints = new Uint32Array(entries + 1);
  }

  /** Notes what should become of an entry. */
  set(seq: number, fate: Fate, dutch = ''): void {
    this.#fates[seq] = fates.indexOf(fate);
    this.#fingerprints[seq] = fingerprint(dutch);
  }

  isWanted(seq: number): boolean {
    return fates[this.#fates[seq] ?? 0] === 'wanted';
  }

  /**
   * False when an entry's Dutch is another. By 32 bits: one difference in four billion is missed.
   */
  isDutchOf(seq: number, dutch: string): boolean {
    return this.#fingerprints[seq] === fingerprint(dutch);
  }

  /** The numbers of the wanted entries, in order. */
  *wanted(): Generator<number> {
    for (let seq = 1; seq < this.#fates.length; seq += 1) if (this.isWanted(seq)) yield seq;
  }
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits, over UTF-16 code units. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
