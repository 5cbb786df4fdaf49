import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { TolkError } from '../../errors.ts';
import { isWebAddress } from '../../web-address.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';

/*
 * A web archive is one record after another: a line `WARC/1.0`, headers, a blank line, as many bytes as
 * Content-Length says, two line ends. Only answers with a page or a text are read.
 */

/** A page larger than this is none. */
const maxRecordBytes = 20_000_000;
const maxHeaderBytes = 64_000;

interface WarcRecord {
  readonly headers: Headers;
  /** Null where it is too large to be held. */
  readonly content: Buffer | null;
}

/** Reads a web archive (WARC): an article a page in it; what is no page is counted. */
export async function* readWarc(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let at = 0;
  try {
    for await (const { headers, content } of readRecords(source)) {
      at += 1;
      const place = `${name}: record ${at}`;
      const type = headers.get('WARC-Type') ?? '';
      if (type !== 'response' && type !== 'resource') continue;
      const found = content === null ? 'too large' : readAnswer(headers, content);
      if (typeof found === 'string')
        options.onNote({ kind: 'record-left-out', place, detail: found });
      else yield* readPage(found, place, options);
    }
  } catch (error) {
    yield failedEntry(name, TolkError.from(error));
  }
}

interface FoundPage {
  readonly format: 'html' | 'text';
  readonly bytes: Buffer;
  readonly url: string | undefined;
  readonly date: string | undefined;
}

async function* readPage(
  { format, bytes, url, date }: FoundPage,
  place: string,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { readDocument } = await import('./document.ts');
  const page: ByteSource = { name: place, path: undefined, bytes: () => Readable.from([bytes]) };
  for await (const entry of readDocument(page, format, options)) {
    const load = async () => {
      const article = await entry.load();
      const meta = date === undefined ? article.meta : { ...article.meta, fetched: date };
      return { ...article, url: article.url ?? url ?? null, ...(meta ? { meta } : {}) };
    };
    yield { place, load };
  }
}

/** The page that a server answered with, or what it is instead. */
function readAnswer(record: Headers, content: Buffer): FoundPage | string {
  const target = (record.get('WARC-Target-URI') ?? '').replace(/^<|>$/g, '');
  const url = isWebAddress(target) ? target : undefined;
  const date = record.get('WARC-Date') ?? undefined;
  const isHttp = /^application\/http/i.test(record.get('Content-Type') ?? '');
  if (!isHttp) {
    const format = formatOf(record.get('Content-Type') ?? '');
    return format === undefined ? 'no page' : { format, bytes: content, url, date };
  }
  const end = content.indexOf('\r\n\r\n');
  if (end < 0) return 'no answer';
  const [status = '', ...lines] = content.subarray(0, end).toString('latin1').split('\r\n');
  if (!/^HTTP\/\S+ 200\b/.test(status)) return `status ${/\d{3}/.exec(status)?.[0] ?? 'unknown'}`;
  const headers = parseHeaders(lines);
  const format = formatOf(headers.get('Content-Type') ?? '');
  if (format === undefined) return 'no page';
  const bytes = decodeBody(content.subarray(end + 4), headers);
  return bytes === null ? 'not decoded' : { format, bytes, url, date };
}

function formatOf(type: string): 'html' | 'text' | undefined {
  if (/^(?:text\/html|application\/xhtml)/i.test(type)) return 'html';
  return /^text\/plain/i.test(type) ? 'text' : undefined;
}

/** A body as it was sent: in chunks, and packed. */
function decodeBody(body: Buffer, headers: Headers): Buffer | null {
  const isChunked = /chunked/i.test(headers.get('Transfer-Encoding') ?? '');
  const whole = isChunked ? joinChunks(body) : body;
  const encoding = (headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase();
  const limit = { maxOutputLength: maxRecordBytes };
  try {
    if (encoding === 'identity' || encoding === '') return whole;
    if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.gunzipSync(whole, limit);
    if (encoding === 'deflate') return zlib.inflateSync(whole, limit);
    if (encoding === 'br') return zlib.brotliDecompressSync(whole, limit);
    return encoding === 'zstd' ? zlib.zstdDecompressSync(whole, limit) : null;
  } catch {
    // Some crawlers unpack it and keep the header.
    return /^\s*</.test(whole.subarray(0, 100).toString('latin1')) ? whole : null;
  }
}

function joinChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.indexOf('\r\n', at);
    const size =
      end < 0 ? Number.NaN : Number.parseInt(body.subarray(at, end).toString('latin1'), 16);
    // Some crawlers join the chunks and keep the header.
    if (!Number.isFinite(size)) return at === 0 ? body : Buffer.concat(parts);
    if (size <= 0) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

function parseHeaders(lines: readonly string[]): Headers {
  const headers = new Headers();
  for (const line of lines) {
    const name = /^[\w-]+(?=:)/.exec(line)?.[0];
    if (name === undefined) continue;
    const value = line.slice(name.length + 1).trim();
    headers.append(name, value.replace(/[^\x20-\x7e]/g, '?'));
  }
  return headers;
}

async function* readRecords({ name, bytes }: ByteSource): AsyncGenerator<WarcRecord> {
  const input = new Window(bytes());
  const refuse = (what: string) => new TolkError('corpus.damaged', `${name}: ${what}`);
  for (;;) {
    const head = await input.takeUntil('\r\n\r\n', maxHeaderBytes);
    if (head === null) {
      if (input.isEmpty) return;
      throw refuse('a record of this web archive is cut off');
    }
    const [version = '', ...lines] = head.toString('latin1').trimStart().split('\r\n');
    if (!/^WARC\/\d/.test(version)) throw refuse('this is no web archive (WARC), or damaged');
    const headers = parseHeaders(lines);
    const length = Number(headers.get('Content-Length') ?? Number.NaN);
    if (!Number.isSafeInteger(length) || length < 0)
      throw refuse('a record does not say its length');
    const isWanted = length <= maxRecordBytes;
    const content = await input.take(length, isWanted);
    if (content === undefined) throw refuse('a record of this web archive is cut off');
    yield { headers, content };
  }
}

/** What has been read of a stream and not yet taken. */
class Window {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  #isEnded = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** True where nothing but line ends is left. */
  get isEmpty(): boolean {
    return this.#isEnded && this.#held.toString('latin1').trim() === '';
  }

  /** All up to a sign, which is passed over; null where it does not come. */
  async takeUntil(sign: string, maxBytes: number): Promise<Buffer | null> {
    this.#dropLineEnds();
    let at = this.#held.indexOf(sign);
    while (at < 0 && this.#held.length <= maxBytes && (await this.#more())) {
      this.#dropLineEnds();
      at = this.#held.indexOf(sign);
    }
    if (at < 0) return null;
    const taken = this.#held.subarray(0, at);
    this.#held = this.#held.subarray(at + sign.length);
    return taken;
  }

  /** So many bytes; null where they are not kept, undefined where there are fewer. */
  async take(length: number, isKept: boolean): Promise<Buffer | null | undefined> {
    const parts: Buffer[] = [];
    let left = length;
    while (left > 0) {
      if (this.#held.length === 0 && !(await this.#more())) return undefined;
      const part = this.#held.subarray(0, left);
      if (isKept) parts.push(part);
      left -= part.length;
      this.#held = this.#held.subarray(part.length);
    }
    return isKept ? Buffer.concat(parts) : null;
  }

  #dropLineEnds(): void {
    let at = 0;
    while (this.#held[at] === 13 || this.#held[at] === 10) at += 1;
    this.#held = this.#held.subarray(at);
  }

  async #more(): Promise<boolean> {
    if (this.#isEnded) return false;
    const { done, value } = await this.#source.next();
    if (done) {
      this.#isEnded = true;
      return false;
    }
    this.#held = Buffer.concat([this.#held, value]);
    return true;
  }
}
