import { type TextBlock, toBody } from '../../article/layout.ts';
import { prepareArticle } from '../../article/prepare.ts';
import type { Article } from '../../article/schema.ts';
import { normalizeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import type { ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';

/** An article as a reader of documents finds it. */
export interface FoundArticle {
  /** `title`, `date`, `source`, `url`, `id`; others are kept as meta. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly blocks: readonly TextBlock[];
  /** `line` where a short first line is the title, as people write without styles. @default 'heading' */
  readonly titleIs?: 'heading' | 'line';
}

/**
 * Makes an article of the blocks of a document. Without a title it is that of the first heading, if
 * nothing stands before it; a title that the text repeats is no segment.
 *
 * @throws TolkError `article.empty`, `article.invalid`, `article.too_large`
 */
export async function toArticle(
  { fields, blocks, titleIs = 'heading' }: FoundArticle,
  place: string,
  options: ReadOptions,
): Promise<Article> {
  const isTitle = titleIs === 'line' ? isHeadingOrLine : isHeading;
  const { title, rest } = takeTitle(asTitle(fields['title']), blocks, isTitle);
  if (rest.every(({ text }) => text.trim() === ''))
    throw new TolkError('article.empty', `${place}: there is no text in it`);
  const read = createFieldReader(place, { ...options, map: {}, guess: 'none', onFields: () => {} });
  const input = await read({ ...withGoodId(fields), title, body: '-' }, place);
  return prepareArticle({ ...input, ...toBody(rest) }, place, options.limits);
}

const isHeading = ({ layout }: TextBlock): boolean => layout?.kind === 'heading';

/** A title is at most this long; Dutch headlines seldom pass 100 characters. */
const maxTitleCharacters = 120;

const isHeadingOrLine = (block: TextBlock): boolean =>
  isHeading(block) ||
  (block.layout === null &&
    block.text.length <= maxTitleCharacters &&
    !/[.!?…:;,]['"”’»)\]]*$/.test(block.text));

/** How far into the text a title may be repeated: after a section's name and the like. */
const maxBeforeTitle = 10;

function takeTitle(
  given: string | undefined,
  blocks: readonly TextBlock[],
  isTitle: (block: TextBlock) => boolean,
): { readonly title: string | undefined; readonly rest: readonly TextBlock[] } {
  const [first, ...others] = blocks;
  if (first === undefined) return { title: given, rest: blocks };
  if (given === undefined)
    return isTitle(first) && others.length > 0
      ? { title: first.text, rest: others }
      : { title: given, rest: blocks };
  const isRepeated = (block: TextBlock, at: number) =>
    (at === 0 || block.layout?.kind === 'heading') && plain(block.text) === plain(given);
  const at = blocks.slice(0, maxBeforeTitle).findIndex(isRepeated);
  return { title: given, rest: at < 0 || blocks.length === 1 ? blocks : blocks.toSpliced(at, 1) };
}

const asTitle = (title: unknown): string | undefined =>
  typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined;
const plain = (text: string): string => normalizeText(text).replace(/\s+/g, ' ').toLowerCase();

/** An id that is none is kept as meta: it is no reason to lose an article. */
function withGoodId({ id, ...others }: FoundArticle['fields']): FoundArticle['fields'] {
  if (typeof id !== 'string' || id === '') return others;
  return /^[^\s\p{C}]{1,128}$/u.test(id) ? { ...others, id } : { ...others, given_id: id };
}
