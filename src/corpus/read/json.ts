import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { parseJson } from './jsonl.ts';

/*
 * A JSON array is cut into its elements here, and JSON.parse reads each: no streaming JSON library
 * continues after a bad element, or says on which line it begins.
 */

const codes = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  openArray: 0x5b,
  closeArray: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
  newline: 0x0a,
} as const;
/** JSON may write a character in six, and an element has other fields beside the article's text. */
const elementFactor = 8;

/**
 * Reads JSON: an array of objects, or one object that has such an array in one of its fields or is
 * an article itself.
 */
export async function* readJson(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const toInput = createFieldReader(name, options);
  const maxBytes = options.limits.maxBytes * elementFactor;
  let number = 0;
  for await (const { line, bytes, broken } of cutElements(source, maxBytes)) {
    number += 1;
    const place = `${name}:${line} (element ${number})`;
    const load = async () => {
      if (broken !== null) throw new TolkError('corpus.malformed', `${place}: ${broken}`);
      const record = parseJson(decodeText(bytes, place), place);
      return prepareArticle(await toInput(record, place), place, options.limits);
    };
    yield { place, load };
  }
}

interface Element {
  /** The line it begins on. */
  readonly line: number;
  readonly bytes: Uint8Array;
  /** What is wrong with the array here, if something is. */
  readonly broken: string | null;
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === codes.newline || byte === 0x0d || byte === 0x09;

/**
 * Says of each byte whether it is part of an element, is between two, or ends one. The scanner is
 * *before* the top value, then in an *array* or in one *object*, then *after* it.
 */
class ElementScanner {
  top: 'before' | 'array' | 'object' | 'after' = 'before';
  #depth = 0;
  #string: 'outside' | 'inside' | 'escape' = 'outside';

  scan(byte: number): 'part' | 'between' | 'end' {
    if (this.#string !== 'outside') return this.#scanString(byte);
    if (this.top === 'before') return this.#begin(byte);
    if (this.top === 'after') return 'between';
    if (this.#depth === 0) {
      if (byte === codes.comma) return 'end';
      if (byte === codes.closeArray) {
        this.top = 'after';
        return 'end';
      }
      if (isSpace(byte)) return 'between';
    }
    if (byte === codes.quote) this.#string = 'inside';
    else if (byte === codes.openArray || byte === codes.openObject) this.#depth += 1;
    else if (byte === codes.closeArray || byte === codes.closeObject) this.#depth -= 1;
    return 'part';
  }

  #begin(byte: number): 'part' | 'between' {
    // White space, or a byte order mark.
    if (isSpace(byte) || byte >= 0x80) return 'between';
    this.top = byte === codes.openArray ? 'array' : 'object';
    if (this.top === 'array') return 'between';
    this.#depth = 1;
    return 'part';
  }

  #scanString(byte: number): 'part' {
    if (this.#string === 'escape') this.#string = 'inside';
    else if (byte === codes.backslash) this.#string = 'escape';
    else if (byte === codes.quote) this.#string = 'outside';
    return 'part';
  }
}

async function* cutElements({ bytes }: ByteSource, maxBytes: number): AsyncGenerator<Element> {
  const scanner = new ElementScanner();
  const element = new ElementBuffer(maxBytes);
  for await (const chunk of bytes()) yield* cutChunk(chunk, scanner, element);
  const { line } = element;
  if (scanner.top === 'object' && element.size > 0) yield* cutObject(element.take());
  else if (scanner.top === 'before')
    yield { line, bytes: new Uint8Array(), broken: 'the file contains no JSON' };
  else if (scanner.top !== 'after')
    yield { line, bytes: new Uint8Array(), broken: 'the array is cut off here' };
}

function* cutChunk(
  chunk: Uint8Array,
  scanner: ElementScanner,
  element: ElementBuffer,
): Generator<Element> {
  let from = -1;
  for (const [at, byte] of chunk.entries()) {
    if (byte === codes.newline) element.line += 1;
    const kind = scanner.scan(byte);
    if (kind === 'part' && from < 0) {
      from = at;
      element.begin();
    }
    if (kind === 'part') continue;
    if (from >= 0) element.add(chunk.subarray(from, at));
    from = -1;
    if (kind === 'end' && element.size > 0) yield element.take();
  }
  if (from >= 0) element.add(chunk.subarray(from));
}

/** Collects the bytes of one element as they come. */
class ElementBuffer {
  size = 0;
  /** The line that is being read. */
  line = 1;
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #firstLine: number | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  begin(): void {
    this.#firstLine ??= this.line;
  }

  add(part: Uint8Array): void {
    this.size += part.length;
    if (this.size <= this.#maxBytes) this.#parts.push(part);
  }

  take(): Element {
    const broken = this.size > this.#maxBytes ? 'the element is too large (TOLK_MAX_BYTES)' : null;
    const element = {
      line: this.#firstLine ?? this.line,
      bytes: Buffer.concat(this.#parts),
      broken,
    };
    this.#parts = [];
    this.size = 0;
    this.#firstLine = undefined;
    return element;
  }
}

/** Cuts one object at the top: its only list of objects has the articles, or it is one itself. */
function* cutObject(whole: Element): Generator<Element> {
  if (whole.broken !== null) return yield whole;
  let value: unknown;
  try {
    value = JSON.parse(decodeText(whole.bytes, ''));
  } catch {
    return yield whole;
  }
  const [list, ...others] = Object.values(value ?? {}).filter(isListOfObjects);
  if (list === undefined || others.length > 0) return yield whole;
  for (const element of list)
    yield { line: whole.line, bytes: Buffer.from(JSON.stringify(element)), broken: null };
}

function isListOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}
