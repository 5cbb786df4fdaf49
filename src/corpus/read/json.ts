import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import type { ByteSource, CorpusEntry, ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { mayBeUnpublished } from '../unpublished.ts';
import { parseJson, splitRecords } from './jsonl.ts';

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
/** An object at the top may have the whole corpus in it; it is held whole, up to this. */
const maxObjectBytes = 100_000_000;
const tooLargeElement = 'the element is too large (TOLK_MAX_BYTES)';
const tooLargeObject =
  'one object of over 100 MB; write its articles a line each (jq -c ".items[]"), as .jsonl';

/**
 * Reads JSON: an array of objects, or one object that is an article itself or has articles
 * somewhere in it. Objects one after another are read, too.
 */
export async function* readJson(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  const toInput = createFieldReader(name, options);
  const maxBytes = options.limits.maxBytes * elementFactor;
  let number = 0;
  for await (const element of cutElements(source, maxBytes)) {
    const { line, bytes, broken } = element;
    for (const record of splitElement(element, name, options)) {
      number += 1;
      const place = `${name}:${line} (element ${number})`;
      const parse = (told = options) => (record === unread ? parseAt(bytes, place, told) : record);
      const load = async () => {
        if (broken !== null) throw new TolkError('corpus.malformed', `${place}: ${broken}`);
        return prepareArticle(await toInput(parse(), place), place, options.limits);
      };
      const look = () => toInput.look(parse({ ...options, onNote: () => {} }));
      yield { place, load, look };
    }
  }
}

/** Stands for a record that is parsed when it is loaded. */
const unread = Symbol('unread');

/** The records of an element; most are one, and left unread. */
function splitElement(
  { bytes, broken, line, isWhole }: Element,
  name: string,
  options: ReadOptions,
): readonly unknown[] {
  const isSplit = isWhole || options.records !== undefined || mayBeUnpublished(bytes);
  if (broken !== null || !isSplit) return [unread];
  return (
    splitRecords(
      () => parseAt(bytes, name, { ...options, onNote: () => {} }),
      `${name}:${line}`,
      options,
    ) ?? [unread]
  );
}

const parseAt = (bytes: Uint8Array, place: string, { onNote }: ReadOptions) =>
  parseJson(decodeText(bytes, place, onNote), place);

interface Element {
  /** The line it begins on. */
  readonly line: number;
  readonly bytes: Buffer;
  /** What is wrong with the array here, if something is. */
  readonly broken: string | null;
  /** It is all there is, and may have many articles in it. */
  readonly isWhole?: true;
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === codes.newline || byte === 0x0d || byte === 0x09;

/**
 * Says of each byte whether it is part of an element, is between two, or ends one. The scanner is
 * *before* the top value, then in an *array* or in one *object*, then *after* it.
 */
class ElementScanner {
  top: 'before' | 'array' | 'object' | 'after' = 'before';
  /** False where another object follows the first: JSONL by the name of JSON. */
  isOnly = true;
  #depth = 0;
  #string: 'outside' | 'inside' | 'escape' = 'outside';

  scan(byte: number): 'part' | 'between' | 'end' | 'next' {
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
      if (this.top === 'object' && byte === codes.openObject) return this.#beginNext();
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

  #beginNext(): 'next' {
    this.isOnly = false;
    this.#depth = 1;
    return 'next';
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
  if (scanner.top === 'object' && element.size > 0) {
    const last = element.take();
    yield scanner.isOnly ? { ...last, isWhole: true } : last;
  } else if (scanner.top === 'before')
    yield { line, bytes: Buffer.alloc(0), broken: 'the file contains no JSON' };
  else if (scanner.top !== 'after')
    yield { line, bytes: Buffer.alloc(0), broken: 'the array is cut off here' };
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
    if (from >= 0) element.add(chunk.subarray(from, at), scanner.top);
    from = -1;
    if (kind !== 'between' && element.size > 0) yield element.take();
    if (kind !== 'next') continue;
    from = at;
    element.begin();
  }
  if (from >= 0) element.add(chunk.subarray(from), scanner.top);
}

/** Collects the bytes of one element as they come. */
class ElementBuffer {
  size = 0;
  /** The line that is being read. */
  line = 1;
  readonly #maxBytes: number;
  #problem: string | null = null;
  #parts: Uint8Array[] = [];
  #firstLine: number | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  begin(): void {
    this.#firstLine ??= this.line;
  }

  add(part: Uint8Array, top: ElementScanner['top']): void {
    this.size += part.length;
    const isObject = top === 'object';
    if (this.size <= (isObject ? maxObjectBytes : this.#maxBytes)) this.#parts.push(part);
    else this.#problem = isObject ? tooLargeObject : tooLargeElement;
  }

  take(): Element {
    const element = {
      line: this.#firstLine ?? this.line,
      bytes: Buffer.concat(this.#parts),
      broken: this.#problem,
    };
    this.#problem = null;
    this.#parts = [];
    this.size = 0;
    this.#firstLine = undefined;
    return element;
  }
}
