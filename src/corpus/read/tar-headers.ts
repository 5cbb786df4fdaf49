import { TolkError } from '../../errors.ts';

const blockBytes = 512;
/** Real ones are a few hundred bytes: names, times. tar-stream holds them whole. */
const maxHeaderBytes = 1_000_000;
const sizeAt = 124;
const sumAt = 148;
const typeAt = 156;

/**
 * Passes on the bytes of a tar, and refuses it where a header that says more of the next member (a
 * long name, pax) is larger than any real one.
 *
 * @throws TolkError `corpus.damaged` while reading
 */
export async function* boundTarHeaders(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(blockBytes);
  let filled = 0;
  /** Bytes of a member before the next header. */
  let inside = 0;
  let isTar = true;
  for await (const chunk of bytes) {
    let at = 0;
    while (isTar && at < chunk.length) {
      if (inside > 0) {
        const passed = Math.min(inside, chunk.length - at);
        inside -= passed;
        at += passed;
        continue;
      }
      const part = chunk.subarray(at, at + blockBytes - filled);
      header.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < blockBytes) continue;
      filled = 0;
      // Whoever reads the tar says what is wrong with it.
      isTar = isEmpty(header) || isHeader(header);
      const size = sizeOf(header);
      if (
        isTar &&
        size > maxHeaderBytes &&
        'xgLK'.includes(String.fromCharCode(header[typeAt] ?? 0))
      )
        throw new TolkError(
          'corpus.damaged',
          `${name}: the header of a member has ${size.toLocaleString('en-US')} bytes; no real one has`,
        );
      inside = Math.ceil(size / blockBytes) * blockBytes;
    }
    yield chunk;
  }
}

const isEmpty = (header: Buffer): boolean => header.every((byte) => byte === 0);

/** Whether the header's sum is right, in which its own field counts as spaces. */
function isHeader(header: Buffer): boolean {
  const inSum = (at: number) => at >= sumAt && at < sumAt + 8;
  const sum = header.reduce((total, byte, at) => total + (inSum(at) ? 0x20 : byte), 0);
  return sum === octal(header, sumAt, 8);
}

function sizeOf(header: Buffer): number {
  // GNU writes sizes beyond 8 GB in binary.
  if ((header[sizeAt] ?? 0) & 0x80) return Number(header.readBigUInt64BE(sizeAt + 4));
  return octal(header, sizeAt, 12) || 0;
}

function octal(header: Buffer, at: number, length: number): number {
  return Number.parseInt(header.toString('latin1', at, at + length).trim(), 8);
}
