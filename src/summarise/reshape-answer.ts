import { z } from 'zod';
import { cleanEnglish } from '../article/clean-english.ts';
import type { SummaryText } from './prompt.ts';

const bulletsSchema = z.looseObject({
  bullets: z.array(z.looseObject({ segments: z.unknown().optional() })),
});

/** A citation that repeats the segment's own form. */
const segmentSchema = z.object({ n: z.union([z.number(), z.string()]) });

/** What was asked: the title, and the segments in order. */
interface Asked {
  readonly title: string | null;
  readonly texts: readonly SummaryText[];
}

/**
 * Cleans the English of a summary, and puts it into the form of the schema where it is beyond doubt
 * what is meant: segments cited as text (`"1"`, `"1, 2"`), as segments (`{"n": 1}`), one without a
 * list, or from 0.
 */
export function reshapeSummary(value: unknown, { title, texts }: Asked): unknown {
  const answer = bulletsSchema.safeParse(value).data;
  if (!answer) return value;
  const source = [title ?? '', ...texts.map(({ en }) => en)].join('\n');
  const cited = answer.bullets.map(({ segments }) => readCited(segments));
  const first = isFromZero(cited, texts) ? 1 : 0;
  const bullets = answer.bullets.map((bullet, at) => ({
    ...cleanTexts(bullet, source),
    segments: shift(cited[at], first),
  }));
  return { ...cleanTexts(answer, source), bullets };
}

/**
 * Are segments that are numbered from 1 cited from 0? One is cited that is not there, and the last
 * one is not. What does not rest on what is cited then, goes back to the model all the same.
 */
function isFromZero(cited: readonly unknown[], texts: readonly SummaryText[]): boolean {
  const numbers = cited.flatMap((each) => (Array.isArray(each) ? each : [each]));
  const isNumbered = texts.every(({ n }, at) => n === at + 1);
  const isWithin = (n: unknown) => typeof n === 'number' && n >= 0 && n < texts.length;
  return isNumbered && numbers.includes(0) && numbers.every(isWithin);
}

function shift(cited: unknown, by: number): unknown {
  if (by === 0 || !Array.isArray(cited)) return cited;
  return cited.map((n: unknown) => (typeof n === 'number' ? n + by : n));
}

function cleanTexts(fields: Readonly<Record<string, unknown>>, source: string) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [
      name,
      typeof text === 'string' ? cleanEnglish(text, source) : text,
    ]),
  );
}

function readCited(cited: unknown): unknown {
  if (Array.isArray(cited)) return cited.flatMap(readCited);
  if (typeof cited === 'number') return [cited];
  const segment = segmentSchema.safeParse(cited).data;
  if (segment) return readCited(segment.n);
  const isList =
    typeof cited === 'string' && /^[\s[]*\d{1,6}(?:\s*,\s*\d{1,6})*[\s\]]*$/.test(cited);
  return isList ? (cited.match(/\d+/g) ?? []).map(Number) : cited;
}
