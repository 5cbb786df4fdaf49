import { planChunks, splitIntoParts } from '../../src/article/chunks.ts';
import { cleanEnglish } from '../../src/article/clean-english.ts';
import { detectLanguage, prepareLanguages, requireDutch } from '../../src/article/language.ts';
import { parseText } from '../../src/article/parse.ts';
import { prepareArticle } from '../../src/article/prepare.ts';
import { toSegments } from '../../src/article/segments.ts';
import { ArticleChecks, prepareChecks } from '../../src/check/check.ts';
import { ordersModel } from '../../src/check/injection.ts';
import { moveCitations } from '../../src/check/summary/support.ts';
import { checkSummaryInTurns } from '../../src/check/summary.ts';
import type { Finding, Summary, Translation } from '../../src/contract.ts';
import { createGlossary } from '../../src/glossary/glossary.ts';
import { claimsOf } from '../../src/verify/claims.ts';
import { type Blocks, measureBlocks } from './event-loop.ts';
import type { PathologicalText } from './pathological.ts';

/** What Tolk does with an article, but for what models and Redis do. */
export const pathSteps = ['read', 'split', 'right', 'missing', 'wrong', 'summary'] as const;

/** One of them. */
export type PathStep = (typeof pathSteps)[number];

const limits = { maxBytes: 1_000_000, maxSegments: 100_000 };
const chunkTokens = 1_500;
const maxSegments = 2_000;

interface PathOptions {
  /** Ends each step of checks after so much CPU, where its first turns are enough. @default never */
  readonly maxCpuMs?: number;
  readonly steps?: readonly PathStep[];
}

/** Sends a text along the way of an article, and measures the longest block of each step. */
export async function longestBlocks(
  { nl, en }: PathologicalText,
  { maxCpuMs = Number.POSITIVE_INFINITY, steps = pathSteps }: PathOptions = {},
): Promise<Map<PathStep, Blocks>> {
  prepareChecks();
  await prepareLanguages();
  const blocks = new Map<PathStep, Blocks>();
  const body = await readBody(nl);
  const segments = toSegments({ body }).slice(0, maxSegments);
  const english = segments.length === 1 ? [en] : en.split(/\n+/);
  const translate = (translated: (dutch: string, at: number) => string): Translation => ({
    title: null,
    segments: segments.map((segment, at) => ({ ...segment, en: translated(segment.nl, at) })),
  });
  const wrong = translate((_, at) => english[at] ?? '');
  const check = (translation: Translation) =>
    endAfter(maxCpuMs, (signal) => checkFor(translation, signal));
  const works: Readonly<Record<PathStep, () => Promise<unknown>>> = {
    read: () => readAll(nl),
    split: () => splitAll(body, en),
    right: () => check(translate((dutch) => dutch)),
    missing: () => check(translate(() => '')),
    wrong: () => check(wrong),
    summary: () => endAfter(maxCpuMs, (signal) => checkSummary(wrong, en, signal)),
  };
  for (const step of steps) blocks.set(step, await measureBlocks(works[step]));
  return blocks;
}

async function readBody(nl: string): Promise<string> {
  try {
    const input = parseText(Buffer.from(nl), 'article.txt', limits);
    await turn();
    return prepareArticle(input, 'article.txt', limits).body;
  } catch {
    // A text of nothing but invisible characters is none.
    return nl;
  }
}

async function readAll(nl: string): Promise<void> {
  const body = await readBody(nl);
  await turn();
  await requireDutch(body, 'article.txt').catch(() => null);
  await detectLanguage(body);
}

async function splitAll(body: string, en: string): Promise<void> {
  const segments = toSegments({ body });
  planChunks(segments, chunkTokens);
  for (const segment of segments) splitIntoParts(segment, chunkTokens);
  await turn();
  cleanEnglish(en, body);
  await turn();
  ordersModel(body);
}

/** Does the work, and ends it after so much CPU. */
async function endAfter<Result>(
  maxCpuMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const controller = new AbortController();
  const began = process.threadCpuUsage().user;
  const timer = setInterval(() => {
    if (process.threadCpuUsage().user - began > maxCpuMs * 1_000) controller.abort();
  }, 1);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return null;
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function checkFor(translation: Translation, signal: AbortSignal): Promise<Finding[]> {
  return new ArticleChecks(null, { glossary: createGlossary(), signal }).check(translation);
}

const partLength = 600;

/** A summary that says as much of the English as one may. */
async function checkSummary(
  translation: Translation,
  en: string,
  signal: AbortSignal,
): Promise<void> {
  const part = (at: number) => en.slice(at * partLength, (at + 1) * partLength);
  const summary: Summary = {
    headline: part(0).slice(0, 100),
    tldr: part(1),
    bullets: [2, 3, 4, 5, 6].map((at) => ({ text: part(at), segments: [1] })),
    abstract: en.slice(0, partLength * 5),
  };
  const ground = await new ArticleChecks(null, { signal }).readGround(translation);
  await turn();
  await checkSummaryInTurns(summary, ground, { signal });
  await turn();
  moveCitations(summary, ground);
  await turn();
  await claimsOf(summary, null, translation);
}

/** What follows is another block. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
