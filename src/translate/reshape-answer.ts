import { cleanEnglish } from '../article/clean-english.ts';
import type { Segment } from '../article/segments.ts';

/** A value whose fields are not known. */
type Fields = Readonly<Record<string, unknown>>;

/** What was asked: the Dutch title, if it was, and the segments in order. */
interface Asked {
  readonly title: string | null;
  readonly segments: readonly Segment[];
}

/**
 * Cleans the English in an answer, and puts an answer that does not keep to the schema into its
 * form, where it is beyond doubt what is meant: a bare list of segments, numbers as text, segments
 * under their numbers, another name for the list or for the English, a title of null left out, or
 * numbers that begin again from 0 or 1. Whatever is in doubt stays as it is, and goes back to the
 * model.
 */
export function reshapeTranslation(value: unknown, asked: Asked): unknown {
  const answer = Array.isArray(value) ? { segments: value } : asFields(value);
  if (answer === null) return value;
  const segments = listOf(answer);
  if (segments === null) return value;
  const expected = asked.segments.map(({ n }) => n);
  const read = renumber(segments.map(reshapeSegment), expected);
  const given = answer['title'] ?? (asked.title === null ? null : onlyOne(answer, 'string'));
  const title = clean(given ?? null, asked.title ?? '');
  return { ...answer, title, segments: read.map((segment) => cleanSegment(segment, asked)) };
}

function cleanSegment(segment: unknown, { segments }: Asked): unknown {
  const fields = asFields(segment);
  if (fields === null) return segment;
  const source = segments.find(({ n }) => n === fields['n'])?.nl ?? '';
  return { ...fields, en: clean(fields['en'], source) };
}

function clean(english: unknown, source: string): unknown {
  return typeof english === 'string' ? cleanEnglish(english, source) : english;
}

/** The list of segments: under its name, under the only other name there is, or by number. */
function listOf(answer: Fields): readonly unknown[] | null {
  const { segments } = answer;
  if (Array.isArray(segments)) return segments;
  const byNumber = asFields(segments);
  if (byNumber !== null)
    return Object.entries(byNumber).map(([n, en]) =>
      typeof en === 'string' ? { n, en } : { n, ...asFields(en) },
    );
  if (segments !== undefined) return null;
  const lists = Object.values(answer).filter((field) => Array.isArray(field));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function reshapeSegment(segment: unknown): unknown {
  const fields = asFields(segment);
  if (fields === null) return segment;
  const { n, en, nl: _, problem: __, ...others } = fields;
  return {
    ...fields,
    n: toNumber(n ?? onlyOne(others, 'number')),
    en: en ?? onlyOne(others, 'string'),
  };
}

/** The only field of a kind, whatever its name; undefined where there are more, or none. */
function onlyOne(fields: Fields, kind: 'number' | 'string'): unknown {
  const found = Object.values(fields).filter((value) => typeof value === kind);
  return found.length === 1 ? found[0] : undefined;
}

/** `"1"`, `"[1]"` and `"1."` are 1. */
function toNumber(n: unknown): unknown {
  const digits = typeof n === 'string' ? /^\W{0,2}(?<digits>\d{1,6})\W{0,2}$/.exec(n) : null;
  return digits ? Number(digits.groups?.['digits']) : n;
}

/**
 * As many segments as were asked, numbered one by one from 0 or from 1 where another run of numbers
 * was asked. From 0 that can mean nothing else; from 1 only where none of the numbers asked is
 * among them.
 */
function renumber(segments: readonly unknown[], expected: readonly number[]): readonly unknown[] {
  const given = segments.map((segment) => asFields(segment)?.['n']);
  const first = given[0];
  const isRun = (numbers: readonly unknown[], from: number) =>
    numbers.every((n, at) => n === from + at);
  const start = expected[0] ?? 0;
  if (given.length !== expected.length || !isRun(expected, start)) return segments;
  if ((first !== 0 && first !== 1) || !isRun(given, first)) return segments;
  const isDoubtful = first === 1 && expected.some((n) => given.includes(n));
  if (isDoubtful || (first === 0 && start === 0)) return segments;
  return segments.map((segment, at) => ({ ...asFields(segment), n: start + at }));
}

function asFields(value: unknown): Fields | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // Any object is one of unknown fields.
  return isObject ? (value as Fields) : null;
}
