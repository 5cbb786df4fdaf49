import { dateInPath } from '../../article/date.ts';
import { type TextBlock, toBody } from '../../article/layout.ts';
import type { ArticleInput } from '../../article/schema.ts';
import { normalizeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import type { ReadOptions } from '../entry.ts';
import { createFieldReader } from '../fields.ts';
import { takeFrontMatter } from './front-matter.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { isLongMarkdown, markdownBlocksInThread } from './markdown-thread.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that are the introduction, where the text does not have it. */
const leadNames = ['lead', 'intro', 'inleiding', 'description'] as const;

/**
 * Reads a document in Markdown: title, date and the like from its front matter, its first heading or
 * its name; the rest block by block.
 *
 * @param name how messages call it; a date may stand in it (`2024-06-13-brug.md`)
 * @throws TolkError `article.invalid`, `article.redirect` where it only points to another page,
 *   `corpus.malformed`
 */
export async function readMarkdown(
  text: string,
  name: string,
  options: ReadOptions,
): Promise<ArticleInput> {
  const { fields, rest } = takeFrontMatter(text.replace(/\r\n?/g, '\n'), name, options.onNote);
  const { body: bodyName, ...named } = options.map;
  if (bodyName !== undefined) {
    const problem = `the text of Markdown is the document, and no field "${bodyName}"; leave body out of --map`;
    throw new TolkError('usage.invalid', `${name}: ${problem}`);
  }
  const titled = named.title === undefined ? fields : { ...fields, title: fields[named.title] };
  const { title, blocks } = takeTitle(await blocksOf(fillIn(rest, fields), name), titled);
  if (blocks.length === 0) refuseRedirect(fields, name);
  const read = createFieldReader(name, {
    ...options,
    map: { ...named, ...(named.title === undefined ? {} : { title: 'title' }), body: 'body' },
    besides: 'none',
    onFields: () => {},
  });
  const { lead, meta } = takeLead(fields, blocks);
  const known = { date: dateInPath(name), ...withGoodId(meta), title };
  // The body is no field: what looks like HTML in it is none.
  const input = await read({ ...known, body: '-' }, name);
  return { ...input, ...toBody([...lead, ...blocks]) };
}

/** Fields by which Jekyll, Hugo, Eleventy and the like say that a page is elsewhere. */
const redirectNames =
  /^(?:redirect(?:_?(?:to|url))?|external_?(?:url|link)|canonical_?url|link(?:_?to)?)$/i;

/** A document without a text that names another page is no article, and nobody's mistake. */
function refuseRedirect(fields: Fields, name: string): void {
  const found = Object.entries(fields).find(
    ([key, value]) => redirectNames.test(key.replaceAll('-', '_')) && isAddress(value),
  );
  if (found === undefined) return;
  const message = `${name}: it has no text and only points to another page ("${found[0]}")`;
  throw new TolkError('article.redirect', message);
}

function isAddress(value: unknown): boolean {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' && /^(?:https?:\/\/|\/|\.\.?\/)\S*$/.test(first.trim());
}

/** More of these at the beginning of a line than anybody quotes or lists in one another. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+](?= )|\d{1,9}[.)](?= ))){60}/m;

/** More lines than the parser reads in good time. */
const maxLines = 10_000;

async function blocksOf(text: string, name: string): Promise<TextBlock[]> {
  const refuse = (what: string) => new TolkError('corpus.malformed', `${name}: ${what}`);
  if (tooDeep.test(text)) throw refuse('quotes or lists inside each other, over 60 deep');
  if (text.split('\n').length > maxLines)
    throw refuse(`over ${maxLines.toLocaleString('en-US')} lines; split it`);
  if (isLongMarkdown(text)) return markdownBlocksInThread({ text, name });
  const { htmlToBlocks } = await import('../html.ts');
  return markdownBlocks(text, (html) => htmlToBlocks(html, name));
}

/** Puts in what a template would: `{{ page.description }}` is a field of the front matter. */
function fillIn(text: string, fields: Fields): string {
  return text.replace(/\{\{-?\s*(?:page|site\.page)\.([\w-]+)\s*-?\}\}/g, (whole, name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value : whole;
  });
}

/** The title of the front matter, or else the first heading of the first level; it is no segment then. */
function takeTitle(
  blocks: readonly TextBlock[],
  { title: given }: Fields,
): { readonly title: string | undefined; readonly blocks: readonly TextBlock[] } {
  const title = typeof given === 'string' && given.trim() !== '' ? given : undefined;
  const [first, ...others] = blocks;
  if (first?.layout?.kind !== 'heading' || first.layout.level !== 1) return { title, blocks };
  const isTitle = title === undefined || isSame(title, first.text);
  return isTitle ? { title: title ?? first.text, blocks: others } : { title, blocks };
}

const isSame = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => normalizeText(text).replace(/\s+/g, ' ').toLowerCase();

/** The introduction of the front matter, as a segment of its own, and the other fields. */
function takeLead(
  fields: Fields,
  blocks: readonly TextBlock[],
): { readonly lead: readonly TextBlock[]; readonly meta: Fields } {
  const name = leadNames.find((known) => typeof fields[known] === 'string');
  if (name === undefined) return { lead: [], meta: fields };
  const { [name]: written, ...meta } = fields;
  const text = String(written);
  const isInText = blocks.some((block) => plain(block.text).includes(plain(text)));
  return { lead: isInText ? [] : [{ text, layout: { kind: 'lead' } }], meta };
}

/** An id that is none is kept as meta: `id: 12 maart brug` is no reason to lose an article. */
function withGoodId({ id, ...others }: Fields): Fields {
  if (id === undefined || id === null) return others;
  return /^\S{1,128}$/.test(String(id)) ? { ...others, id } : { ...others, given_id: id };
}
