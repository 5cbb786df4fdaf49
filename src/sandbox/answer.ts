import { z } from 'zod';
import { extractSummary } from './extract.ts';
import { glossText } from './gloss.ts';
import type { Pair } from './spoil.ts';
import { answerVerification } from './verify.ts';

const title = z.string().nullable();
const translationInput = z.object({
  title,
  segments: z.array(z.object({ n: z.number(), nl: z.string() })),
});
/** Segments as texts that begin with their numbers, of which a summary is wanted too. */
const jointInput = z.object({ title, segments: z.array(z.string()).min(1) });
const summaryInput = z.object({
  title,
  segments: z.array(z.object({ n: z.number(), en: z.string() })),
});
const judgedSegment = z.object({
  n: z.number(),
  nl: z.string(),
  en: z.string(),
  reference: z.string(),
});
const judgeInput = z.object({ segments: z.array(judgedSegment).min(1) });

/** What the sandbox answers, and which of Tolk's tasks it took the question for. */
export interface SandboxAnswer {
  readonly task: 'translation' | 'article' | 'summary' | 'judge' | 'verification' | 'other';
  /** JSON for Tolk's own tasks and wherever JSON was asked; else plain text. */
  readonly value: unknown;
  /** Of a translation: the English title. */
  readonly title: string | null;
  /** Of a translation, also of one with a summary: each segment asked and its English. */
  readonly pairs: readonly Pair[];
}

/**
 * Answers a question: Tolk's own (segments to translate, summarise, judge or verify, as JSON) by gloss
 * and extract, anything else by glossing it.
 */
export function answerQuestion(question: string): SandboxAnswer {
  const none = { title: null, pairs: [] };
  const json = parseJson(question);
  const judged = judgeInput.safeParse(json);
  if (judged.success) {
    const segments = judged.data.segments.map(judgeByWords);
    return { ...none, task: 'judge', value: { segments } };
  }
  const translation = translationInput.safeParse(json);
  if (translation.success) return translate(translation.data);
  const joint = jointInput.safeParse(json);
  if (joint.success) return translateAndSummarise(joint.data);
  const summary = summaryInput.safeParse(json);
  if (summary.success) {
    const value = extractSummary(summary.data.title, summary.data.segments);
    return { ...none, task: 'summary', value };
  }
  const verification = answerVerification(json);
  if (verification !== undefined) return { ...none, task: 'verification', value: verification };
  return { ...none, task: 'other', value: { gloss: glossText(question) } };
}

function translate(input: z.infer<typeof translationInput>): SandboxAnswer {
  const english = input.title === null ? null : glossText(input.title);
  const pairs = input.segments.map(({ n, nl }) => ({ n, nl, en: glossText(nl) }));
  return { task: 'translation', title: english, pairs, value: toTranslation(english, pairs) };
}

const numbered = /^\[(?<n>\d+)\] (?<nl>[\s\S]*)$/;

function translateAndSummarise({
  title: dutch,
  segments,
}: z.infer<typeof jointInput>): SandboxAnswer {
  const english = dutch === null ? null : glossText(dutch);
  const pairs = segments.map((text, at) => {
    const { n = at + 1, nl = text } = numbered.exec(text)?.groups ?? {};
    return { n: Number(n), nl, en: glossText(nl) };
  });
  return { task: 'article', title: english, pairs, value: toJoint(english, pairs) };
}

/** A translation with a summary of it, in the form Tolk asks for. */
function toJoint(englishTitle: string | null, pairs: readonly Pair[]) {
  return {
    title: englishTitle,
    segments: pairs.map(({ n, en }) => `[${n}] ${en}`),
    summary: extractSummary(englishTitle, pairs),
  };
}

/** Other English in the form that a question asked for. */
export function withPairs({ task, title: english }: SandboxAnswer, pairs: readonly Pair[]) {
  return task === 'article' ? toJoint(english, pairs) : toTranslation(english, pairs);
}

/** Marks the first word that the reference lacks: an opinion as good as the gloss it judges. */
function judgeByWords({ n, en, reference }: z.infer<typeof judgedSegment>) {
  const known = new Set(reference.toLowerCase().match(/\p{L}+/gu));
  const added = en.match(/\p{L}+/gu)?.find((word) => !known.has(word.toLowerCase()));
  const error = { span: added, category: 'accuracy', severity: 'minor' };
  return { n, errors: added === undefined ? [] : [error] };
}

/** A translation in the form Tolk asks for. */
function toTranslation(englishTitle: string | null, pairs: readonly Pair[]) {
  return { title: englishTitle, segments: pairs.map(({ n, en }) => ({ n, en })) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
