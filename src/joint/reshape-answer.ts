import { reshapeSummary } from '../summarise/reshape-answer.ts';
import { readNumbered, toNumbered } from '../translate/numbered-text.ts';
import type { AskedSegment } from '../translate/prompt.ts';
import { reshapeTranslation } from '../translate/reshape-answer.ts';
import { jointAnswerSchema, noSummary } from './prompt.ts';

/** What was asked: the Dutch title, if there is one, and the segments in order. */
export interface AskedJointly {
  readonly title: string | null;
  readonly segments: readonly AskedSegment[];
}

/**
 * Cleans the English of a joint answer, and puts it into the form of the schema where it is beyond
 * doubt what is meant: segments as a question of their own asks for them, and all that is read in
 * the answers to that and to the question for a summary. A summary that is none becomes an empty one.
 */
export function reshapeJoint(value: unknown, asked: AskedJointly): unknown {
  if (typeof value !== 'object' || value === null || !('segments' in value)) return value;
  const translated = reshapeTranslation({ ...value, segments: numbered(value.segments) }, asked);
  if (typeof translated !== 'object' || translated === null) return value;
  const { title = null, segments = [] } = { ...translated } as Readonly<Record<string, unknown>>;
  const texts = Array.isArray(segments) ? segments.flatMap(textOf) : [];
  const summary = 'summary' in value ? value.summary : undefined;
  const source = { title: typeof title === 'string' ? title : null, texts };
  return {
    title,
    segments: texts.map(({ n, en }) => toNumbered(n, en)),
    summary: summarySchema.safeParse(reshapeSummary(summary, source)).data ?? noSummary,
  };
}

const summarySchema = jointAnswerSchema.shape.summary;

function numbered(segments: unknown): unknown {
  return Array.isArray(segments)
    ? segments.map((segment: unknown) => readNumbered(segment) ?? segment)
    : segments;
}

function textOf(segment: unknown): Array<{ readonly n: number; readonly en: string }> {
  const { n, en } = { ...(segment as object) } as Readonly<Record<string, unknown>>;
  return typeof n === 'number' && typeof en === 'string' ? [{ n, en }] : [];
}
