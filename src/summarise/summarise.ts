import { estimateTokens, planChunks } from '../article/chunks.ts';
import { isKept } from '../article/layout.ts';
import type { Finding, Summary, Translation } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { CompletionRequest, LlmAnswer } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import {
  findSummaryProblems,
  type SummaryLength,
  type SummaryText,
  summariseAnswerSchema,
  summariseGrammar,
  summariseInput,
  summariseSystem,
} from './prompt.ts';
import { reshapeSummary } from './reshape-answer.ts';

/** A bullet that cited other segments than the one that holds what it says. */
interface MovedCitation {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: number;
}

/** A finding about a summary, with the bullet it is about, if it is about one. */
type SummaryFinding = Finding & { readonly bullet: number | null };

/** How a summary is made. */
export interface SummariseOptions {
  readonly length: SummaryLength;
  /** A summary that is there already; another one is asked for only where checks object to it. */
  readonly offered?: LlmAnswer<Summary> | null | undefined;
  /** Findings about a summary of this translation. */
  readonly check: (summary: Summary) => Promise<readonly SummaryFinding[]>;
  /** Citations of another segment than the one that holds what a bullet says are put right. */
  readonly cite: (summary: Summary) => {
    readonly summary: Summary;
    readonly moved: readonly MovedCitation[];
  };
}

/** A summary, its remaining findings, and the model that made it. */
export interface CheckedSummary {
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly model: string;
  /** The call that gave it. */
  readonly call: string;
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
  { length, offered, check, cite }: SummariseOptions,
): Promise<CheckedSummary> {
  const { points, citations } = await collectPoints(translation, llm);
  const checkPoints = (cited: Points['citations']) => async (summary: Summary) => {
    const found = await check(cite(citeSegments(summary, cited)).summary);
    return found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  };
  const { title } = translation;
  const answer = await askWithin(llm, { title, points, citations }, (made) => ({
    title,
    texts: made.points,
    length,
    offered: offeredFor(made, offered),
    review: checkPoints(made.citations),
  }));
  const { summary, moved } = cite(citeSegments(answer.value, answer.citations));
  const { findings, ...rest } = await dropUngrounded(summary, check);
  const { model, call } = answer;
  return { ...rest, findings: [...findings, ...moved.map(movedCitation)], model, call };
}

/** The summary that is there already, where it cites what this one is to be made from. */
function offeredFor(
  { points, citations }: Points,
  offered: SummariseOptions['offered'],
): LlmAnswer<Summary> | undefined {
  if (!offered || citations.size > 0) return undefined;
  return findSummaryProblems(points)(offered.value).length === 0 ? offered : undefined;
}

/** What a summary is made from: segments, or points that cite them. */
interface Points {
  readonly points: readonly SummaryText[];
  /** The segments each point rests on; empty where the points are the segments themselves. */
  readonly citations: ReadonlyMap<number, readonly number[]>;
}

/** The points of sections, and which of them is the first, and so the weightiest, of its section. */
interface SectionPoints extends Points {
  readonly first: ReadonlySet<number>;
}

/** The segments themselves, or for a long article the points of its sections. */
async function collectPoints({ title, segments }: Translation, llm: ArticleLlm): Promise<Points> {
  const texts = segments.filter(({ layout }) => !isKept(layout));
  const points = texts.map(({ n, en }) => ({ n, en }));
  if (tokensOf(points) <= sectionTokens) return { points, citations: new Map() };
  return condense(llm, { title, points, citations: new Map() }, sectionTokens);
}

/** The points of sections of at most `maxTokens`, in the place of what they are the points of. */
async function condense(
  llm: ArticleLlm,
  { title, points, citations }: Points & { readonly title: string | null },
  maxTokens: number,
): Promise<SectionPoints> {
  const sections = planChunks(
    points.map(({ n, en }) => ({ n, nl: en })),
    maxTokens,
  );
  const condensed: SummaryText[] = [];
  const cited = new Map<number, readonly number[]>();
  const first = new Set<number>();
  for (const section of sections) {
    first.add(condensed.length + 1);
    const texts = section.segments.map(({ n, nl: en }) => ({ n, en }));
    const answer = await askWithin(llm, { title, points: texts, citations }, (made) => ({
      title,
      texts: made.points,
      length: 'full',
    }));
    for (const { text, segments } of citeSegments(answer.value, answer.citations).bullets) {
      condensed.push({ n: condensed.length + 1, en: text });
      cited.set(condensed.length, segments);
    }
  }
  return { points: condensed, citations: cited, first };
}

/**
 * Asks about points; where they are too long for the model, about the points of their two halves,
 * or about the weightiest of each, as long as that makes them shorter.
 *
 * @throws TolkError `llm.too_long` when they cannot be made shorter; what the client throws
 */
async function askWithin(
  llm: ArticleLlm,
  given: Points & { readonly title: string | null },
  question: (points: Points) => SummaryQuestion,
): Promise<LlmAnswer<Summary> & Pick<Points, 'citations'>> {
  try {
    return { ...(await ask(llm, question(given))), citations: given.citations };
  } catch (error) {
    const isTooLong = TolkError.isInstance(error) && error.code === 'llm.too_long';
    if (!isTooLong || given.points.length < 2) throw error;
    const tokens = tokensOf(given.points);
    const condensed = await condense(llm, given, Math.ceil(tokens / 2));
    const shorter = [condensed, weightiest(condensed)].find(
      ({ points }) => tokensOf(points) < tokens,
    );
    if (shorter === undefined) throw error;
    return askWithin(llm, { title: given.title, ...shorter }, question);
  }
}

function weightiest({ points, citations, first }: SectionPoints): Points {
  return { points: points.filter(({ n }) => first.has(n)), citations };
}

function tokensOf(points: readonly SummaryText[]): number {
  return points.reduce((sum, { en }) => sum + estimateTokens(en), 0);
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
  readonly offered?: LlmAnswer<Summary> | undefined;
  readonly review?: (summary: Summary) => Promise<readonly string[]>;
}

/** Asks; where the likeliest words lead into a loop, once more in others. */
async function ask(llm: ArticleLlm, question: SummaryQuestion): Promise<LlmAnswer<Summary>> {
  const request = requestFor(question);
  try {
    return await llm.complete(request);
  } catch (error) {
    const isLooped = TolkError.isInstance(error) && error.code === 'llm.looped';
    if (!isLooped || llm.settings.ceiling.isReached) throw error;
    return llm.complete({ ...request, sampling: 'varied', round: 1 });
  }
}

function requestFor(question: SummaryQuestion): CompletionRequest<Summary> {
  const { title, texts, length, offered, review } = question;
  return {
    task: 'summary',
    system: summariseSystem(length),
    input: escapeInput(summariseInput(title, texts)),
    schema: summariseAnswerSchema,
    findProblems: findSummaryProblems(texts),
    grammar: () => summariseGrammar(texts),
    reshape: (answer) => reshapeSummary(answer, { title, texts }),
    ...(review ? { review } : {}),
    offered,
    maxOutputTokens: maxSummaryTokens,
  };
}

async function dropUngrounded(
  summary: Summary,
  check: SummariseOptions['check'],
): Promise<Pick<CheckedSummary, 'summary' | 'findings'>> {
  const found = await check(summary);
  const errors = found.filter(({ severity }) => severity === 'error');
  const ungrounded = new Set(errors.map(({ bullet }) => bullet));
  const kept = summary.bullets.filter((_, at) => !ungrounded.has(at));
  const dropped = summary.bullets.length - kept.length;
  if (dropped === 0 || kept.length < minBullets)
    return { summary, findings: found.map(withoutBullet) };
  const rest = { ...summary, bullets: kept };
  const left = await check(rest);
  return { summary: rest, findings: [...left.map(withoutBullet), droppedBullets(dropped)] };
}

function withoutBullet({ bullet: _, ...finding }: SummaryFinding): Finding {
  return finding;
}

function droppedBullets(count: number): Finding {
  const dropped = count === 1 ? '1 bullet was dropped' : `${count} bullets were dropped`;
  const message = `${dropped}: what it said does not stand in the segments it cited`;
  return { check: 'summary-ground', severity: 'warning', segment: null, message };
}

const quotedCharacters = 40;

function movedCitation({ text, from, to }: MovedCitation): Finding {
  const beginning = text.length > quotedCharacters ? `${text.slice(0, quotedCharacters)}…` : text;
  const message =
    `bullet "${beginning}" cited segment ${from.join(', ')}; ` +
    `what it says stands in segment ${to}, which it cites now`;
  const rule = 'summary-ground/moved';
  return { check: 'summary-ground', severity: 'warning', segment: null, message, rule };
}

function sortUnique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
