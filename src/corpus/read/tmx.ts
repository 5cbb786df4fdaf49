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

/**
 * Reads the Dutch and English of a TMX file (any 1.x), streaming; units without both are skipped.
 * Inline codes (`bpt`, `ph`, …) are dropped, the text around them stays.
 *
 * @throws TolkError `corpus.malformed` with the line, where it is not valid XML or no TMX
 */
export async function* readTmx({ name, bytes }: ByteSource): AsyncGenerator<TmxPair> {
  const parser = new SaxesParser();
  const units = new UnitReader();
  parser.on('opentag', (tag) => units.open(tag));
  parser.on('text', (text) => units.addText(text));
  parser.on('closetag', (tag) => units.close(tag));
  parser.on('error', (cause) => {
    const why = cause.message.replace(/^\d+:\d+: /, '');
    const message = `${name}:${parser.line}: not valid XML (${why})`;
    throw new TolkError('corpus.malformed', message, { cause });
  });
  const decoder = new TextDecoder();
  for await (const chunk of bytes()) {
    parser.write(decoder.decode(chunk, { stream: true }));
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
    if (this.#text !== undefined && this.#codes === 0) this.#text += text;
    if (this.#prop) this.#prop.text += text;
  }

  close({ name }: SaxesTagPlain): void {
    if (name === 'prop') this.#closeProp();
    if (name === 'seg') this.#closeSegment();
    else if (this.#text !== undefined && isCode(name)) this.#codes -= 1;
    const { nl, en, gloss } = this.#unit;
    if (name === 'tu' && nl && en) this.#pairs.push({ nl, en, gloss });
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
