import { readDate, takeDate } from '../../article/date.ts';
import { prepareArticle } from '../../article/prepare.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { decodeText, normalizeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';

/*
 * Nexis Uni and LexisNexis save many articles as one plain text, each below `3 of 120 DOCUMENTS`: the paper,
 * the date and the headline, fields in capitals, the text, more fields, and whose rights it is.
 */

const maxNexisBytes = 100_000_000;

const divider =
  /^[^\S\n]*\d{1,5} (?:of|van|von|de) \d{1,5} (?:DOCUMENT(?:S|EN)?|DOKUMENTEN?)[^\S\n]*$/im;
const field = /^(?<name>\p{Lu}[\p{Lu} -]{2,24}): ?(?<value>.*)$/su;
/** What comes after the text. */
const isEnd =
  /^(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|SUBJECT|UPDATE|PUB-TYPE|GRAPHIC):|^(?:Copyright|\(c\)|©) |^All Rights Reserved/i;

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
    yield { place, load: async () => prepareArticle(toInput(part), place, options.limits) };
  }
}

function toInput(part: string): ArticleInput {
  const blocks = part
    .split(/\n[^\S\n]*\n/)
    .map((block) => normalizeText(block).replaceAll('\n', ' '))
    .filter((block) => block !== '');
  const dateAt = blocks.slice(0, 4).findIndex(isDateLine);
  const [source] = dateAt > 0 ? blocks : [];
  const [title, ...rest] = blocks.slice(dateAt + 1);
  const meta: Record<string, string> = {};
  const keep = (block: string): boolean => {
    const { name, value } = field.exec(block)?.groups ?? {};
    if (name === undefined || value === undefined) return false;
    meta[name.toLowerCase()] = value.trim().slice(0, 500);
    return true;
  };
  while (rest[0] !== undefined && keep(rest[0])) rest.shift();
  const end = rest.findIndex((block) => isEnd.test(block));
  if (end >= 0) rest.splice(end).forEach(keep);
  return {
    title: title ?? null,
    body: rest.join('\n\n'),
    ...(dateAt < 0 ? {} : { date: dateOf(blocks[dateAt] ?? '') }),
    ...(source === undefined ? {} : { source }),
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
  };
}

/** `12 maart 2024 dinsdag`, with an edition or a time behind it. */
function isDateLine(line: string): boolean {
  const taken = takeDate(line);
  return line.length <= 60 && 'date' in taken && taken.date.length >= '2024-03-12'.length;
}

function dateOf(line: string): string {
  if ('date' in readDate(line)) return line;
  const taken = takeDate(line);
  return 'date' in taken ? taken.date : line;
}
