import type { ReadOptions } from './entry.ts';
import { isFields } from './paths.ts';

/*
 * What a content system has and does not show: drafts, what is in the bin, what is planned. An export of it
 * has them beside what was published. A state says that only beside a name that is the system's own: a court's
 * list has cases that are pending, with a link.
 */

type Fields = Readonly<Record<string, unknown>>;

/** How one content system keeps whether an article is shown. */
interface System {
  /** Names of which it has one at least; none where the name of the state is its own. */
  readonly names?: readonly string[];
  readonly state: string;
  /** What it has in there for an article that is not shown. */
  readonly hidden: readonly string[];
}

const no = ['false', '0'];
const words = 'draft auto-draft trash pending private scheduled future inherit'.split(' ');

const systems: readonly System[] = [
  // WordPress, in its database and from its API; Ghost, Strapi, and others like them.
  { state: 'post_status', hidden: words },
  { names: ['post_type', 'post_name'], state: 'status', hidden: words },
  { names: ['slug', 'published_at', 'publishedAt'], state: 'status', hidden: [...words, 'false'] },
  // Drupal
  { names: ['drupal_internal__nid', 'nid'], state: 'status', hidden: no },
  // Joomla; what is in its archive (2) was published.
  { names: ['introtext', 'typeAlias'], state: 'state', hidden: ['0', '-2'] },
  // Substack
  { state: 'is_published', hidden: no },
  { names: ['slug', 'published_at', 'publishedAt'], state: 'isPublished', hidden: no },
];
const stateNames = [...new Set(systems.map(({ state }) => state))];

/** True for `status: draft` of WordPress and Ghost, `state: 0` of Joomla, `is_published` of Substack. */
function isUnpublished(record: unknown): boolean {
  if (!isFields(record)) return false;
  const { attributes, type } = record;
  // JSON:API has all that is of an article in there.
  if (isFields(attributes) && typeof type === 'string' && attributes['status'] === false)
    return true;
  if (isFields(attributes) && isUnpublished(attributes)) return true;
  if (isRendered(record) && words.includes(textOf(record['status']))) return true;
  return systems.some(
    ({ names, state, hidden }) =>
      (names?.some((name) => Object.hasOwn(record, name)) ?? true) &&
      hidden.includes(textOf(record[state])),
  );
}

/** From the API of WordPress. */
function isRendered({ title, content }: Fields): boolean {
  return [title, content].some((field) => isFields(field) && 'rendered' in field);
}

/** A state as text; Drupal may keep it in a list: `[{"value": false}]`. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (isFields(value)) return textOf(value['value']);
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : '';
}

/** Is a record no published article? Then it is left out, which is told. */
export function isLeftOut(
  record: unknown,
  place: string,
  { guess, onNote }: Pick<ReadOptions, 'guess' | 'onNote'>,
): boolean {
  if (guess === 'none' || !isUnpublished(record)) return false;
  onNote({ kind: 'unpublished', place });
  return true;
}

const states = [...new Set(systems.flatMap(({ hidden }) => hidden))].join('|');
const hiddenState = new RegExp(
  String.raw`"(?:${stateNames.join('|')})"\s*:\s*(?:\[\s*)?(?:\{\s*"value"\s*:\s*)?"?(?:${states})\b`,
);

/** Could an element be unpublished? It is parsed early then. */
export function mayBeUnpublished(json: Uint8Array): boolean {
  return hiddenState.test(
    Buffer.from(json.buffer, json.byteOffset, json.length).toString('latin1'),
  );
}

/** Could a row of a table with these columns be unpublished? */
export function hasStatusColumn(names: readonly string[]): boolean {
  return names.some((name) => stateNames.includes(name));
}
