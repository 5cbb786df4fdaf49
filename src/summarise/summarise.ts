import { estimateTokens, planChunks } from '../article/chunks.ts';
import type { Finding, Summary, Translation } from '../contract.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { LlmAnswer } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import {
  type SummaryLength,
  type SummaryText,
  summariseAnswerSchema,
  summariseInput,
  summariseSystem,
} from './prompt.ts';
import { reshapeSummary } from './reshape-answer.ts';

/** A finding about a summary, with the bullet it is about, if it is about one. */
type SummaryFinding = Finding & { readonly bullet: number | null };

/** How a summary is made. */
export interface SummariseOptions {
  readonly length: SummaryLength;
  /** Findings about a summary of this translation. */
  readonly check: (summary: Summary) => readonly SummaryFinding[];
}

/** A summary, its remaining findings, and the model that made it. */
export interface CheckedSummary {
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly model: string;
}

/** Enough for the longest summary there should be, and for models that think first. */
const maxSummaryTokens = 4_000;
/**
 * More English than this (estimated tokens, about 5,000 words) is summarised by section first, then
 * from the sections' points.
 */
const sectionTokens = 8_000;
/** Bullets that rest on nothing are dropped as long as this many are left. */
const minBullets = 1;

/**
 * Summarises an article from its English. What the checks find goes back to the model; a bullet
 * that still does not rest on what it cites is dropped, and a finding says so.
 *
 * @throws TolkError what the client throws
 */
export async function summariseTranslation(
  translation: Translation,
  llm: ArticleLlm,
  { length, check }: SummariseOptions,
): Promise<CheckedSummary> {
  const { title } = translation;
  const { points, citations } = await collectPoints(translation, llm);
  const checkPoints = (summary: Summary) =>
    check(citeSegments(summary, citations))
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  const answer = await ask(llm, { title, texts: points, length, review: checkPoints });
  const summary = citeSegments(answer.value, citations);
  return { ...dropUngrounded(summary, check), model: answer.model };
}

/** What a summary is made from: segments, or points that cite them. */
interface Points {
  readonly points: readonly SummaryText[];
  /** The segments each point rests on; empty where the points are the segments themselves. */
  readonly citations: ReadonlyMap<number, readonly number[]>;
}

/** The segments themselves, or for a long article the points of its sections. */
async function collectPoints({ title, segments }: Translation, llm: ArticleLlm): Promise<Points> {
  const texts = segments.map(({ n, en }) => ({ n, en }));
  const tokens = texts.reduce((sum, { en }) => sum + estimateTokens(en), 0);
  if (tokens <= sectionTokens) return { points: texts, citations: new Map() };
  const sections = planChunks(
    texts.map(({ n, en }) => ({ n, nl: en })),
    sectionTokens,
  );
  const points: SummaryText[] = [];
  const citations = new Map<number, readonly number[]>();
  for (const section of sections) {
    const sectionTexts = section.segments.map(({ n, nl: en }) => ({ n, en }));
    const { value } = await ask(llm, { title, texts: sectionTexts, length: 'full' });
    for (const { text, segments: cited } of value.bullets) {
      points.push({ n: points.length + 1, en: text });
      citations.set(points.length, cited);
    }
  }
  return { points, citations };
}

/** A summary whose bullets cite segments, where they cited points that rest on segments. */
function citeSegments(summary: Summary, citations: Points['citations']): Summary {
  const bullets = summary.bullets.map(({ text, segments }) => ({
    text,
    segments: sortUnique(segments.flatMap((n) => citations.get(n) ?? [n])),
  }));
  return { ...summary, bullets };
}

interface SummaryQuestion {
  readonly title: string | null;
  readonly texts: readonly SummaryText[];
  readonly length: SummaryLength;
  readonly review?: (summary: Summary) => readonly string[];
}

function ask(
  llm: ArticleLlm,
  { title, texts, length, review }: SummaryQuestion,
): Promise<LlmAnswer<Summary>> {
  return llm.complete({
    task: 'summary',
    system: summariseSystem(length),
    input: escapeInput(summariseInput(title, texts)),
    schema: summariseAnswerSchema(texts),
    reshape: reshapeSummary,
    ...(review ? { review } : {}),
    maxOutputTokens: maxSummaryTokens,
  });
}

function dropUngrounded(
  summary: Summary,
  check: SummariseOptions['check'],
): Pick<CheckedSummary, 'summary' | 'findings'> {
  const errors = check(summary).filter(({ severity }) => severity === 'error');
  const ungrounded = new Set(errors.map(({ bullet }) => bullet));
  const kept = summary.bullets.filter((_, at) => !ungrounded.has(at));
  const dropped = summary.bullets.length - kept.length;
  if (dropped === 0 || kept.length < minBullets)
    return { summary, findings: check(summary).map(withoutBullet) };
  const rest = { ...summary, bullets: kept };
  return { summary: rest, findings: [...check(rest).map(withoutBullet), droppedBullets(dropped)] };
}

function withoutBullet({ bullet: _, ...finding }: SummaryFinding): Finding {
  return finding;
}

function droppedBullets(count: number): Finding {
  const dropped = count === 1 ? '1 bullet was dropped' : `${count} bullets were dropped`;
  const message = `${dropped}: what it said does not stand in the segments it cited`;
  return { check: 'summary-ground', severity: 'warning', segment: null, message };
}

function sortUnique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
