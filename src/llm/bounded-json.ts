/** Lists of models are far smaller; what is larger comes from something else. */
const maxListBytes = 2_000_000;

/**
 * The JSON of a short answer, read only as far as one can be long, whatever length it claims.
 *
 * @throws Error where it is longer, or no JSON
 */
export async function readBoundedJson({ body }: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop closes the connection.
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxListBytes) throw new Error(`over ${maxListBytes} bytes`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString());
}
