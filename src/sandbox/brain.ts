import { z } from 'zod';
import { extractSummary } from './extract.ts';
import { glossText } from './gloss.ts';

const translationInput = z.object({
  title: z.string().nullable(),
  segments: z.array(z.object({ n: z.number(), nl: z.string() })),
});
const summaryInput = z.object({
  title: z.string().nullable(),
  segments: z.array(z.object({ n: z.number(), en: z.string() })),
});

/** What the sandbox answers, and which of Tolk's tasks it took the question for. */
export interface BrainAnswer {
  readonly task: 'translation' | 'summary' | 'other';
  /** JSON for Tolk's own tasks and wherever JSON was asked; else plain text. */
  readonly value: unknown;
}

/**
 * Answers a question: Tolk's own (segments to translate or to summarise, as JSON) by gloss and
 * extract, anything else by glossing it.
 */
export function answerQuestion(question: string): BrainAnswer {
  const json = parseJson(question);
  const translation = translationInput.safeParse(json);
  if (translation.success) {
    const { title, segments } = translation.data;
    const value = {
      title: title === null ? null : glossText(title),
      segments: segments.map(({ n, nl }) => ({ n, en: glossText(nl) })),
    };
    return { task: 'translation', value };
  }
  const summary = summaryInput.safeParse(json);
  if (summary.success) return { task: 'summary', value: extractSummary(summary.data.title, summary.data.segments) };
  return { task: 'other', value: { gloss: glossText(question) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
