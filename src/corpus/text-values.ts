import { isFields } from './paths.ts';

/*
 * What counts as the text of an article: text, a list of texts, or a list of blocks as editors keep
 * them (Editor.js, Portable Text, ProseMirror, paragraphs as objects).
 */

/** So deep blocks lie in blocks. */
const maxDepth = 12;
/** So many of a list are looked at to tell what it is. */
const lookedAt = 20;

/** Where a block has its text, and its inner blocks. */
export const blockTextNames = [
  ...['text', 'tekst', 'value', 'content', 'inhoud', 'html', 'nl', 'alinea', 'paragraph', 'zin'],
  ...['sentence', 'body', 'caption', 'code', 'children', 'items', 'data', 'paragraphs', 'alineas'],
  ...['blocks', 'message'],
];

/** True for text, and for lists and blocks that have some. */
export function hasText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (depth > maxDepth) return false;
  if (Array.isArray(value))
    return !isRecords(value) && value.slice(0, lookedAt).some((part) => hasText(part, depth + 1));
  if (!isFields(value)) return false;
  // A single object is a record, unless it is a document of blocks.
  if (depth === 0) return isDocument(value) && hasText(documentBlocks(value), 1);
  return blockTextNames.some((name) => hasText(value[name], depth + 1));
}

/** Editor.js and ProseMirror keep a document as one object. */
export function isDocument(value: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(documentBlocks(value));
}

/** The blocks of a document, where it is one. */
export function documentBlocks(value: Readonly<Record<string, unknown>>): unknown {
  const isTyped = value['type'] === 'doc' || value['nodeType'] === 'document';
  return Array.isArray(value['blocks']) || !isTyped ? value['blocks'] : value['content'];
}

/** A list of articles of their own, each with a title, is not the text of one. */
function isRecords(list: readonly unknown[]): boolean {
  const titles = ['headline', 'date', 'datum', 'url', 'published', 'auteur', 'author'];
  return list
    .slice(0, lookedAt)
    .some((part) => isFields(part) && titles.some((title) => Object.hasOwn(part, title)));
}

/** About how many characters of text there are, without tags. */
export function textLength(value: unknown, path = ''): number {
  return lengthOf(path !== '' && isFields(value) ? value[path] : value, 0);
}

/** More parts are not counted: a rough length is enough. */
const countedParts = 2_000;

function lengthOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.replace(/<[^<>]{0,500}>/g, '').trim().length;
  if (depth > maxDepth || typeof value !== 'object' || value === null) return 0;
  const parts = Array.isArray(value)
    ? value.slice(0, countedParts)
    : blockTextNames.flatMap((name) => (isFields(value) ? [value[name]] : []));
  return parts.reduce((sum: number, part: unknown) => sum + lengthOf(part, depth + 1), 0);
}
