import { readFile } from 'node:fs/promises';
import { TolkError } from '../../errors.ts';

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
      const text = await readFile(name, 'utf8').catch((cause: unknown) => {
        const message = `${name}: cannot be read; is the path right?`;
        throw new TolkError('article.unreadable', message, { cause });
      });
      return { name, text };
    }),
  );
}
