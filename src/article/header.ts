import { TolkError } from '../errors.ts';
import { isWebAddress } from '../web-address.ts';
import { takeDate } from './date.ts';

/** The fields that an optional header may contain, each at most once. */
export interface Header {
  date?: string;
  title?: string;
  source?: string;
  url?: string;
  id?: string;
}

const keyNames: Readonly<Record<string, keyof Header>> = {
  date: 'date',
  datum: 'date',
  title: 'title',
  titel: 'title',
  source: 'source',
  bron: 'source',
  krant: 'source',
  kop: 'title',
  publicatiedatum: 'date',
  gepubliceerd: 'date',
  link: 'url',
  url: 'url',
  id: 'id',
};
const withColon = new RegExp(`^(?<key>${Object.keys(keyNames).join('|')}) ?: ?(?<value>.*)$`, 'i');
const withSpace = /^(?<key>date|title|source|url|id) (?<value>.+)$/;

/**
 * Takes an optional header off the top of a normalised text: lines of `key: value` or `key value`
 * (date, title, source, url, id; with a colon also datum, titel, bron), ended by a blank line or by
 * the first line that is neither. One-word values (date, url, id) may be followed by the text
 * itself on the same line, as in `date 2020-08 Microsoft voert …`.
 *
 * @throws TolkError `article.bad_header` with file and line when a field is malformed or given
 *   twice
 */
export function takeHeader(
  text: string,
  name: string,
): {
  readonly header: Header;
  /** Fields that Tolk does not know: `Auteur: …`. */
  readonly meta: Readonly<Record<string, string>>;
  readonly rest: string;
} {
  const header: Header = {};
  const meta: Record<string, string> = {};
  const others = unknownFields(text);
  let rest = text;
  let line = 1;
  for (;;) {
    const { first, after } = cutLine(rest);
    const refuse = (problem: string): never => {
      throw new TolkError('article.bad_header', `${name}:${line}: ${problem}`);
    };
    const other = others.get(line);
    if (other !== undefined) meta[other.key] = other.value;
    const taken = other === undefined ? takeField(first.trim(), header, refuse) : '';
    if (taken === undefined) break;
    if (taken === '') {
      line += 1;
      rest = after;
      if (rest.startsWith('\n')) break;
    } else {
      rest = `${taken}\n${after}`;
    }
  }
  return { header, meta, rest: rest.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd() };
}

function cutLine(text: string): { readonly first: string; readonly after: string } {
  const end = text.indexOf('\n');
  return end < 0
    ? { first: text, after: '' }
    : { first: text.slice(0, end), after: text.slice(end + 1) };
}

const field = /^\s*(?<key>\p{L}[\p{L} _-]{1,30}?) ?: ?(?<value>.*)$/u;
/** What somebody keeps beside an article is no longer than this. */
const maxValueCharacters = 300;

/**
 * Fields of the header that Tolk does not know, by their lines: among the lines at the top that are
 * `key: value`, up to the last that is known, or up to a blank line. Without a known one there is no header.
 */
function unknownFields(text: string): ReadonlyMap<number, { key: string; value: string }> {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !field.test(line) || line.length > maxValueCharacters);
  const top = end < 0 ? lines : lines.slice(0, end);
  const lastKnown = top.findLastIndex((line) => withColon.test(line.trim()));
  const isClosed = lines[top.length]?.trim() === '';
  const count = isClosed && lastKnown >= 0 ? top.length : lastKnown + 1;
  const unknown = top.slice(0, count).flatMap((line, at) => {
    const { key = '', value = '' } = field.exec(line)?.groups ?? {};
    if (withColon.test(line.trim())) return [];
    return [[at + 1, { key: key.trim(), value: value.trim() }] as const];
  });
  return new Map(unknown);
}

/**
 * Reads one field into `header`.
 *
 * @returns the rest of the line, or undefined for a line that is no field
 */
function takeField(
  line: string,
  header: Header,
  refuse: (problem: string) => never,
): string | undefined {
  const spaced = withSpace.exec(line);
  const match = withColon.exec(line) ?? spaced;
  if (!match?.groups) return undefined;
  const key = keyNames[match.groups['key']?.toLowerCase() ?? ''];
  const value = match.groups['value']?.trim() ?? '';
  if (key === undefined) return undefined;
  const taken = key === 'date' ? takeDateValue(value, match === spaced) : takeValue(key, value);
  if (taken === undefined) return undefined;
  if ('problem' in taken) {
    // Without a colon it may be an ordinary sentence; only what starts like a value is a mistake.
    if (match === spaced && !/^\d/.test(value)) return undefined;
    return refuse(`"${key}": ${taken.problem}`);
  }
  if (header[key] !== undefined) {
    return match === spaced ? undefined : refuse(`"${key}" is given twice`);
  }
  header[key] = taken.value;
  return taken.rest;
}

type TakenValue = { readonly value: string; readonly rest: string } | { readonly problem: string };

/** So many words behind a date are the text; fewer belong to the date, which is none then. */
const minWords = 4;
/** What begins like a date without a colon, and is no longer than this, is one. */
const maxDateCharacters = 40;

/**
 * The date, and the text behind it; what cannot be read is the value as it was written. Without a
 * colon it may be an ordinary sentence: undefined then.
 */
function takeDateValue(value: string, isSpaced: boolean): TakenValue | undefined {
  const whole = { value, rest: '' };
  if (value === '') return { problem: isEmpty };
  const taken = takeDate(value);
  if (!('problem' in taken)) {
    const isText = isSpaced || taken.rest.split(' ').length >= minWords;
    return taken.rest === '' || isText ? { value: taken.date, rest: taken.rest } : whole;
  }
  const isSentence = isSpaced && (!/^\d/.test(value) || value.length > maxDateCharacters);
  return isSentence ? undefined : whole;
}

const isEmpty = 'is empty; give a value or leave the line out';

function takeValue(key: keyof Header, value: string): TakenValue {
  if (value === '') return { problem: isEmpty };
  if (key === 'title' || key === 'source') return { value, rest: '' };
  const space = value.indexOf(' ');
  const word = space < 0 ? value : value.slice(0, space);
  if (key === 'url' && !isWebAddress(word))
    return { problem: `"${word.slice(0, 60)}" is not a URL` };
  return { value: word, rest: value.slice(word.length + 1) };
}
