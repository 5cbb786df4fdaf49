import { readBoundedFile } from '../../bounded-file.ts';
import { TolkError } from '../../errors.ts';
import { systemReason } from '../../system-errors.ts';

/** They are held whole. */
const maxBytes = 500_000_000;

/**
 * Reads files, each with its name.
 *
 * @throws TolkError `article.unreadable`
 */
export async function readTexts(
  names: readonly string[],
): Promise<Array<{ readonly name: string; readonly text: string }>> {
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readBoundedFile(name, maxBytes).catch((cause: unknown) => {
        const message = `${name}: cannot be read (${systemReason(cause)}); is the path right?`;
        throw new TolkError('article.unreadable', message, { cause });
      });
      return { name, text: bytes.toString() };
    }),
  );
}
