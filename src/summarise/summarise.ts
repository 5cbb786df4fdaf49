import { estimateTokens, planChunks } from '../article/chunks.ts';
import type { ArticleOptions, Finding, Summary, Translation } from '../contract.ts';
import type { LlmAnswer, LlmClient } from '../llm/client.ts';
import type { Spend } from '../llm/cost/usage.ts';
import { escapeInput } from '../llm/escape-input.ts';
import {
  type SummaryLength,
  type SummaryText,
  summariseAnswerSchema,
  summariseInput,
  summariseSystem,
} from './prompt.ts';

/** A finding about a summary, with the place of the bullet it is about. */
type BulletFinding = Finding & { readonly bullet: number | null };

/** How a summary is asked. */
export interface SummariseOptions extends Pick<ArticleOptions, 'model' | 'cache'> {
  readonly length: SummaryLength;
  readonly signal?: AbortSignal | undefined;
  readonly onSpend: (spend: Spend) => void;
  /** What is doubtful about a summary of this translation. */
  readonly check: (summary: Summary) => readonly BulletFinding[];
}

/** A summary, what is still doubtful about it, and the model that made it. */
export interface CheckedSummary {
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly model: string;
}

/** Room for the longest summary there should be, and for models that think first. */
const maxSummaryTokens = 4_000;
/** More English than this (estimated tokens, about 5,000 words) is summarised by section first, then from the sections' points. */
const sectionTokens = 8_000;
/** Bullets that rest on nothing are dropped as long as this many are left. */
const minBullets = 1;

/**
 * Summarises an article from its English. What the checks find goes back to the model; a bullet that
 * still does not rest on what it cites is dropped, and that is said.
 *
 * @throws TolkError what the door throws
 */
export async function summariseTranslation(
  translation: Translation,
  llm: LlmClient,
  options: SummariseOptions,
): Promise<CheckedSummary> {
  const texts = translation.segments.map(({ n, en }) => ({ n, en }));
  const { points, citations } = await pointsOf(translation.title, texts, llm, options);
  const carry = (summary: Summary): Summary => ({
    ...summary,
    bullets: summary.bullets.map(({ text, segments }) => ({
      text,
      segments: unique(segments.flatMap((n) => citations.get(n) ?? [n])),
    })),
  });
  const answer = await ask(translation.title, points, llm, options, (summary) =>
    describe(options.check(carry(summary))),
  );
  return { ...dropUngrounded(carry(answer.value), options.check), model: answer.model };
}

/** The paragraphs themselves, or for a long article the points of its sections, with the paragraphs each rests on. */
async function pointsOf(
  title: string | null,
  texts: readonly SummaryText[],
  llm: LlmClient,
  options: SummariseOptions,
) {
  const citations = new Map<number, readonly number[]>();
  if (texts.reduce((sum, { en }) => sum + estimateTokens(en), 0) <= sectionTokens)
    return { points: texts, citations };
  const english = new Map(texts.map(({ n, en }) => [n, en]));
  const sections = planChunks(
    texts.map(({ n, en }) => ({ n, nl: en })),
    sectionTokens,
  );
  const points: SummaryText[] = [];
  for (const { segments } of sections) {
    const section = segments.map(({ n }) => ({ n, en: english.get(n) ?? '' }));
    const { value } = await ask(title, section, llm, { ...options, length: 'full' }, () => []);
    for (const { text, segments: cited } of value.bullets) {
      points.push({ n: points.length + 1, en: text });
      citations.set(points.length, cited);
    }
  }
  return { points, citations };
}

function ask(
  title: string | null,
  texts: readonly SummaryText[],
  llm: LlmClient,
  { model, cache, signal, onSpend, length }: SummariseOptions,
  review: (summary: Summary) => readonly string[],
): Promise<LlmAnswer<Summary>> {
  return llm.complete({
    task: 'summary',
    system: summariseSystem(length),
    input: escapeInput(summariseInput(title, texts)),
    schema: summariseAnswerSchema(texts),
    review,
    maxOutputTokens: maxSummaryTokens,
    model,
    cache,
    signal,
    onSpend,
  });
}

function describe(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

function dropUngrounded(
  summary: Summary,
  check: SummariseOptions['check'],
): { summary: Summary; findings: Finding[] } {
  const ungrounded = new Set(
    check(summary).flatMap(({ severity, bullet }) =>
      severity === 'error' && bullet !== null ? [bullet] : [],
    ),
  );
  const kept = summary.bullets.filter((_, at) => !ungrounded.has(at));
  const drops = kept.length >= minBullets && kept.length < summary.bullets.length;
  const left = drops ? { ...summary, bullets: kept } : summary;
  const findings = check(left).map(({ bullet: _, ...finding }) => finding);
  if (!drops) return { summary: left, findings };
  const dropped = summary.bullets.length - kept.length;
  const message = `${dropped} ${dropped === 1 ? 'bullet was' : 'bullets were'} dropped: what it said does not stand in the segments it cited`;
  return {
    summary: left,
    findings: [
      ...findings,
      { check: 'summary-ground', severity: 'warning', segment: null, message },
    ],
  };
}

const unique = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].toSorted((a, b) => a - b);
