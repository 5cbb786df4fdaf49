import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { fileError } from './file-error.ts';

/**
 * Writes a file under a temporary name and renames it: whoever finds it finds all of it, and two that
 * write it at a time do not mix.
 *
 * @param content the text, its parts, or bytes
 * @throws TolkError `disk.full`, `file.*`, named by `path`; nothing is left of the file then
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw fileError(error, path);
  }
}
