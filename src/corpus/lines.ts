const newline = 0x0a;

/** One line of a file, without its end; null where it was longer than allowed. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

/**
 * Splits a byte stream into lines, undecoded: each may be in another encoding, and skipping one
 * costs nothing. The bytes of a line over `maxBytes` are not kept.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line> {
  let rest: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const take = (part: Uint8Array): Line => {
    number += 1;
    const isTooLong = size + part.length > maxBytes;
    const bytes = isTooLong ? null : join([...rest, part]);
    rest = [];
    size = 0;
    return { number, bytes };
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from === chunk.length) continue;
    const left = chunk.subarray(from);
    size += left.length;
    if (size > maxBytes) rest = [];
    else rest.push(left);
  }
  if (size > 0) yield take(new Uint8Array());
}

/** Joins parts of a line; most lines come in one part and need no copy. */
function join(parts: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = parts;
  return first !== undefined && others.length === 0 ? first : Buffer.concat(parts);
}
