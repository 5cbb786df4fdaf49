import { pipeline, Readable, type Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { TolkError } from '../../errors.ts';

const gzip = [0x1f, 0x8b];
const zstd = [0x28, 0xb5, 0x2f, 0xfd];

/**
 * A body as its server meant it: unpacked, also where nobody asked for it to be packed (gateways
 * do), where the header is missing, and where the header claims what is not so.
 *
 * @throws TolkError `llm.server_error` for a packing that is not known; while it is read, what the
 *   connection or the packing has wrong
 */
export async function decodeBody(
  body: Readable,
  contentEncoding = '',
): Promise<AsyncIterable<Uint8Array>> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head = first.done ? new Uint8Array() : first.value;
  const all = resume(first, chunks);
  const decoders = decodersFor(namesIn(contentEncoding), head);
  if (decoders.length === 0) return all;
  // An error of any stage destroys the others, and the last one throws it to whoever reads.
  return decoders.reduce<Readable>(
    (source, decoder) => pipeline(source, decoder, () => {}),
    Readable.from(all),
  );
}

async function* resume(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Closes the connection of an answer that is not read to its end.
    await rest.return?.();
  }
}

/** `gzip, br` → the order in which they are taken off. */
function namesIn(contentEncoding: string): string[] {
  return contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .toReversed();
}

function decodersFor(names: readonly string[], head: Uint8Array): Transform[] {
  if (names.length === 0 || isPlain(head)) return unannounced(head);
  if (names.length === 1 && lacksMagic(names[0] ?? '', head)) return [];
  return names.map((name) => decoderFor(name, head));
}

/** No JSON and no event stream begins as these do. */
function unannounced(head: Uint8Array): Transform[] {
  if (beginsWith(head, gzip)) return [createGunzip()];
  return beginsWith(head, zstd) ? [createZstdDecompress()] : [];
}

/** Said to be packed in a way that has a mark of its own, which it does not begin with. */
function lacksMagic(name: string, head: Uint8Array): boolean {
  if (head.length < zstd.length) return false;
  if (name === 'gzip' || name === 'x-gzip') return !beginsWith(head, gzip);
  return name === 'zstd' && !beginsWith(head, zstd);
}

const headBytes = 100;

/**
 * JSON or events as they are, whatever the header claims: a gateway unpacked the body and left the
 * header in place, or the header means something else (`utf-8`, `aws-chunked`).
 */
function isPlain(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, headBytes)).trimStart();
  return /^(?:\{\s*["}]|\[\s*[\]{]|(?:data|event|id|retry)?: ?[\w{[<])/.test(text);
}

function decoderFor(name: string, head: Uint8Array): Transform {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // The standard means zlib's format; some servers send the bare one, or gzip.
      if (beginsWith(head, gzip)) return createGunzip();
      return isZlib(head) ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default: {
      const message = `the LLM API’s answer is packed as "${name.slice(0, 20)}", which Tolk does not read`;
      throw new TolkError('llm.server_error', message);
    }
  }
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
