import { z } from 'zod';

const bulletsSchema = z.looseObject({ bullets: z.array(z.looseObject({ segments: z.unknown() })) });

/**
 * Puts a summary into the form of the schema where it is beyond doubt what is meant: segments cited
 * as text (`"1"`, `"1, 2"`) or one without a list.
 */
export function reshapeSummary(value: unknown): unknown {
  const answer = bulletsSchema.safeParse(value).data;
  if (!answer) return value;
  const bullets = answer.bullets.map((bullet) => ({
    ...bullet,
    segments: readCited(bullet.segments),
  }));
  return { ...answer, bullets };
}

function readCited(cited: unknown): unknown {
  if (Array.isArray(cited)) return cited.flatMap(readCited);
  if (typeof cited === 'number') return [cited];
  const isList =
    typeof cited === 'string' && /^[\s[]*\d{1,6}(?:\s*,\s*\d{1,6})*[\s\]]*$/.test(cited);
  return isList ? (cited.match(/\d+/g) ?? []).map(Number) : cited;
}
