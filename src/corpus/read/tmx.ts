import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { TolkError } from '../../errors.ts';
import { isGloss } from '../../gloss.ts';
import type { ByteSource } from '../entry.ts';

/** A pair of a translation memory. */
export interface TmxPair {
  readonly nl: string;
  readonly en: string;
  /** True where its props say that the sandbox gave it: a gloss, no translation. */
  readonly gloss: boolean;
}

const maxQuietBytes = 16_000_000;
const maxDepth = 100;
/** A segment is a paragraph; what is longer is no use to a translation memory. */
const maxSegmentCharacters = 100_000;

/**
 * Reads the Dutch and English of a TMX file (any 1.x), streaming; units without both are skipped.
 * Inline codes (`bpt`, `ph`, …) are dropped, the text around them stays.
 *
 * @throws TolkError `corpus.malformed` with the line, where it is not valid XML or no TMX
 */
export async function* readTmx({ name, bytes }: ByteSource): AsyncGenerator<TmxPair> {
  const parser = new SaxesParser();
  const units = new UnitReader();
  parser.on('opentag', (tag) => {
    units.open(tag);
    if (units.depth <= maxDepth) return;
    const message = `${name}:${parser.line}: tags within tags, deeper than ${maxDepth}`;
    throw new TolkError('corpus.malformed', message);
  });
  parser.on('text', (text) => units.addText(text));
  parser.on('closetag', (tag) => units.close(tag));
  parser.on('error', (cause) => {
    const why = cause.message.replace(/^\d+:\d+: /, '');
    const message = `${name}:${parser.line}: not valid XML (${why})`;
    throw new TolkError('corpus.malformed', message, { cause });
  });
  const decoder = new TextDecoder();
  let quietBytes = 0;
  for await (const chunk of bytes()) {
    units.hasHeard = false;
    parser.write(decoder.decode(chunk, { stream: true }));
    // The parser holds a text or tag until it ends.
    quietBytes = units.hasHeard ? 0 : quietBytes + chunk.length;
    if (quietBytes > maxQuietBytes) {
      const limit = maxQuietBytes.toLocaleString('en-US');
      const message = `${name}:${parser.line}: a text or tag of over ${limit} bytes`;
      throw new TolkError('corpus.too_large', message);
    }
    yield* units.takePairs();
  }
  parser.write(decoder.decode()).close();
  yield* units.takePairs();
  if (!units.isTmx) throw new TolkError('corpus.malformed', `${name}: this is no TMX file`);
}

/**
 * Collects pairs from the tags of a TMX file: `tu` > `tuv` in a language > `seg` > text and codes.
 */
class UnitReader {
  /** Set by every tag and text; who asks clears it. */
  hasHeard = false;
  /** How many tags are open. */
  depth = 0;
  #isTmx = false;
  #pairs: TmxPair[] = [];
  #unit: { nl?: string; en?: string; gloss: boolean } = { gloss: false };
  #language = '';
  /** The type and the text of the open `prop`; undefined outside of one. */
  #prop: { readonly type: string; text: string } | undefined;
  /** The text of the open `seg`; undefined outside of one. */
  #text: string | undefined;
  /** How many inline codes are open inside it. */
  #codes = 0;

  get isTmx(): boolean {
    return this.#isTmx;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.hasHeard = true;
    this.depth += 1;
    if (this.#text !== undefined) {
      if (isCode(name)) this.#codes += 1;
      return;
    }
    if (name === 'tmx') this.#isTmx = true;
    if (name === 'tu') this.#unit = { gloss: false };
    if (name === 'prop') this.#prop = { type: attributes['type'] ?? '', text: '' };
    if (name === 'tuv') this.#language = languageOf(attributes);
    if (name === 'seg') this.#text = '';
  }

  addText(text: string): void {
    this.hasHeard = true;
    const isKept = (this.#text?.length ?? 0) <= maxSegmentCharacters;
    if (this.#text !== undefined && this.#codes === 0 && isKept) this.#text += text;
    if (this.#prop) this.#prop.text += text;
  }

  close({ name }: SaxesTagPlain): void {
    this.hasHeard = true;
    this.depth -= 1;
    if (name === 'prop') this.#closeProp();
    if (name === 'seg') this.#closeSegment();
    else if (this.#text !== undefined && isCode(name)) this.#codes -= 1;
    const { nl, en, gloss } = this.#unit;
    const isLong = [nl, en].some((text) => (text?.length ?? 0) > maxSegmentCharacters);
    if (name === 'tu' && nl && en && !isLong) this.#pairs.push({ nl, en, gloss });
  }

  /** Tolk's own props tell who gave the English; those of other tools are theirs. */
  #closeProp(): void {
    const { type, text } = this.#prop ?? { type: '', text: '' };
    const value = text.trim();
    if (type === 'x-gloss' && value === 'true') this.#unit.gloss = true;
    if (type === 'x-model' && isGloss(value)) this.#unit.gloss = true;
    this.#prop = undefined;
  }

  #closeSegment(): void {
    const language = this.#language;
    if (language === 'nl' || language === 'en') this.#unit[language] = this.#text?.trim() ?? '';
    this.#text = undefined;
  }

  /** The pairs that were completed since the last call. */
  takePairs(): readonly TmxPair[] {
    return this.#pairs.splice(0);
  }
}

/** All tags inside a `seg` stand for a format's own codes, but for highlighted text. */
const isCode = (tag: string): boolean => tag !== 'hi';

/** The language of a `tuv`, without its country; TMX before 1.4 has `lang`. */
function languageOf(attributes: Readonly<Record<string, string>>): string {
  const language = attributes['xml:lang'] ?? attributes['lang'] ?? '';
  return language.slice(0, 2).toLowerCase();
}
