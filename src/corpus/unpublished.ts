import { isFields } from './paths.ts';

/*
 * What a content system has and does not show: drafts, what is in the bin, what is planned. An export of it
 * has them beside what was published.
 */

/** As WordPress, Ghost, Drupal, Strapi and Substack call what is of theirs. */
const systemNames = [
  ...['slug', 'published_at', 'guid', 'post_type', 'post_name', 'link', 'path', 'post_id'],
  ...['drupal_internal__nid', 'is_published', 'publishedAt'],
];
const statusNames = ['status', 'post_status'];
const flagNames = ['is_published', 'isPublished'];
const unpublishedStates = 'draft auto-draft trash pending private scheduled inherit'.split(' ');

/** True for `status: draft` of WordPress and Ghost, `status: false` of Drupal, `is_published` of Substack. */
export function isUnpublished(record: unknown): boolean {
  if (!isFields(record)) return false;
  const { attributes } = record;
  // JSON:API has all that is of an article in there.
  if (isFields(attributes) && (attributes['status'] === false || isUnpublished(attributes)))
    return true;
  const isSystems = systemNames.some((name) => name in record) || isFields(record['title']);
  if (!isSystems) return false;
  if (flagNames.some((name) => isNo(record[name])) || record['status'] === false) return true;
  const status = statusNames.map((name) => record[name]).find((state) => typeof state === 'string');
  return typeof status === 'string' && unpublishedStates.includes(status);
}

const isNo = (value: unknown): boolean => value === false || value === 'false';

const asName = (names: readonly string[]): string => `"(?:${names.join('|')})"\\s*:`;
const hasStatus = new RegExp(asName([...statusNames, ...flagNames]));
const isOfSystem = new RegExp(`${asName(systemNames)}|"title"\\s*:\\s*\\{`);

/** Could an element be unpublished? It is parsed early then. */
export function mayBeUnpublished(json: Buffer): boolean {
  const text = json.toString('latin1');
  return hasStatus.test(text) && isOfSystem.test(text);
}

/** Could a row of a table with these columns be unpublished? */
export function hasStatusColumn(names: readonly string[]): boolean {
  return names.some((name) => statusNames.includes(name) || flagNames.includes(name));
}
