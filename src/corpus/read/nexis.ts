import { prepareArticle } from '../../article/prepare.ts';
import { readPressArchive } from '../../article/press-archive.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { decodeText, normalizeLines } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';

/*
 * Nexis Uni and LexisNexis save many articles as one plain text, each below `3 of 120 DOCUMENTS`.
 */

const maxNexisBytes = 100_000_000;

const divider =
  /^[^\S\n]*(?:\d{1,5} (?:of|van|von|de) \d{1,5} (?:DOCUMENT(?:S|EN)?|DOKUMENTEN?)|Document \d{1,5} (?:of|van) \d{1,5})[^\S\n]*$/im;

/** True for a plain text that begins as an export of Nexis does. */
export function isNexis(head: Uint8Array): boolean {
  return divider.test(Buffer.from(head).toString('latin1').slice(0, 400));
}

/** Reads the articles of such an export, in order. */
export async function* readNexis(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let text: string;
  try {
    const bytes = await readWhole(source, maxNexisBytes);
    text = decodeText(bytes, name, options.onNote).replace(/\r\n?/g, '\n');
  } catch (error) {
    return yield failedEntry(name, TolkError.from(error));
  }
  const [, ...parts] = text.split(new RegExp(divider, 'gim'));
  for (const [at, part] of parts.entries()) {
    const place = `${name}: document ${at + 1}`;
    yield { place, load: async () => prepareArticle(toInput(part, place), place, options.limits) };
  }
}

function toInput(part: string, place: string): ArticleInput {
  const lines = normalizeLines(part).split('\n');
  const { title, source, date, meta, lead, from, to } = readPressArchive(lines);
  const text = lines.slice(from, to).join('\n').trim();
  const body = [lead ?? '', text].filter((own) => own !== '').join('\n\n');
  if (body === '') throw new TolkError('article.empty', `${place}: there is no text in it`);
  return { title, source, date, body, ...(meta && { meta }) };
}
