import { readFile } from 'node:fs/promises';
import { TolkError } from './errors.ts';

/*
 * eld's n-grams of sixty languages, as `eld/medium` has them. Imported, they are 105,000 objects: 60 MB,
 * and 120 MB more while they are compiled, which no process gets back. Here their file is read as data,
 * into 3 MB, and eld itself looks them up there.
 */

/** What eld tells of a text. */
interface Detected {
  /** An ISO 639-1 code; empty where it cannot tell. */
  readonly language: string;
  /** How likely each language is, from 0 to 1. */
  getScores(): Readonly<Record<string, number>>;
}

/** Tells the language of a text. */
export interface LanguageDetector {
  detect(text: string): Detected;
}

/** The parts of eld that its entries put together. */
interface EldParts {
  createEld(): {
    readonly instance: LanguageDetector;
    loadData(data: {
      readonly type: string;
      readonly languages: Readonly<Record<string, string>>;
      readonly ngrams: object;
    }): void;
  };
}

/** Loads eld with its n-grams. */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const entry = import.meta.resolve('eld/medium');
  const parts = import(new URL('../languageDetector.js', entry).href);
  const text = await readFile(new URL('../ngrams/medium.js', entry), 'utf8');
  const begin = text.indexOf('ngrams:{');
  const codes = text.slice(0, begin).matchAll(/\b(\d+):'(\w+)'/g);
  const languages = Object.fromEntries(codes.map(([, number = '', code = '']) => [number, code]));
  const table = new NgramTable(text, begin);
  const { createEld }: EldParts = await parts;
  const { instance, loadData } = createEld();
  const get = (_: object, key: unknown) => (typeof key === 'string' ? table.get(key) : undefined);
  loadData({ type: 'M60', languages, ngrams: new Proxy({}, { get }) });
  return instance;
}

/** More than twice the n-grams, so that hardly two are in one place. */
const slots = 2 ** 18;
/** With this, the last language of an n-gram is marked. */
const last = 0x80;

/** Which languages have an n-gram, and how often each, in typed arrays. */
class NgramTable {
  /** What is in each slot; 0 for nothing. */
  readonly #keys = new Float64Array(slots);
  /** Where its languages begin. */
  readonly #starts = new Uint32Array(slots);
  /** Language and frequency in turn. */
  readonly #counts: Uint8Array;

  /** @param begin where in the text of eld's module the n-grams begin */
  constructor(text: string, begin: number) {
    const counts: number[] = [];
    // 'a\'b':{0:176,37:60}
    const ngram = /(?:'((?:[^'\\]|\\.)*)'|([\w$]+)):\{([\d:,]+)\},?/gsy;
    ngram.lastIndex = begin + 'ngrams:{'.length;
    let end = ngram.lastIndex;
    for (let found = ngram.exec(text); found !== null; found = ngram.exec(text)) {
      end = ngram.lastIndex;
      const [, quoted, bare = '', values = ''] = found;
      const key = quoted === undefined ? bare : quoted.replaceAll(/\\(.)/gs, '$1');
      const slot = this.#slotOf(toNumber(key));
      this.#keys[slot] = toNumber(key);
      this.#starts[slot] = counts.length;
      for (const pair of values.split(',')) counts.push(...pair.split(':').map(Number));
      counts[counts.length - 2] = (counts.at(-2) ?? 0) | last;
    }
    if (!text.startsWith('}}', end))
      throw new TolkError('internal', 'the n-grams of eld are in another form than Tolk reads');
    this.#counts = Uint8Array.from(counts);
  }

  /** How often each language has it; undefined where none has. */
  get(key: string): Record<number, number> | undefined {
    const number = toNumber(key);
    const slot = this.#slotOf(number);
    if (this.#keys[slot] !== number) return undefined;
    const found: Record<number, number> = {};
    for (let at = this.#starts[slot] ?? 0; ; at += 2) {
      const language = this.#counts[at] ?? last;
      found[language & ~last] = this.#counts[at + 1] ?? 0;
      if (language >= last) return found;
    }
  }

  /** The slot of a key, or the one that it would have. */
  #slotOf(key: number): number {
    // Mixed: the keys of words are close together.
    const mixed = Math.imul(key ^ Math.imul(key / 2 ** 32, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) % slots;
    return slot;
  }
}

/** The signs of an n-gram, six bytes at most, as one number; eld has bytes only. */
function toNumber(key: string): number {
  let number = 0;
  for (let at = 0; at < key.length; at += 1) number = number * 256 + key.charCodeAt(at);
  return number;
}
