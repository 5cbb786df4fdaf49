import { z } from 'zod';
import { cleanEnglish } from '../article/clean-english.ts';

const bulletsSchema = z.looseObject({
  bullets: z.array(z.looseObject({ segments: z.unknown().optional() })),
});

/** A citation that repeats the segment's own form. */
const segmentSchema = z.object({ n: z.union([z.number(), z.string()]) });

/**
 * Cleans the English of a summary, and puts it into the form of the schema where it is beyond doubt
 * what is meant: segments cited as text (`"1"`, `"1, 2"`), as segments (`{"n": 1}`), or
 * one without a list.
 *
 * @param source the English it was made from
 */
export function reshapeSummary(value: unknown, source: string): unknown {
  const answer = bulletsSchema.safeParse(value).data;
  if (!answer) return value;
  const bullets = answer.bullets.map((bullet) => ({
    ...cleanTexts(bullet, source),
    segments: readCited(bullet.segments),
  }));
  return { ...cleanTexts(answer, source), bullets };
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
