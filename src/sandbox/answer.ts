import { z } from 'zod';
import { extractSummary } from './extract.ts';
import { glossText } from './gloss.ts';
import type { Pair } from './spoil.ts';

const translationInput = z.object({
  title: z.string().nullable(),
  segments: z.array(z.object({ n: z.number(), nl: z.string() })),
});
const summaryInput = z.object({
  title: z.string().nullable(),
  segments: z.array(z.object({ n: z.number(), en: z.string() })),
});

const judgeInput = z.object({
  segments: z
    .array(z.object({ n: z.number(), nl: z.string(), en: z.string(), reference: z.string() }))
    .min(1),
});

/** What the sandbox answers, and which of Tolk's tasks it took the question for. */
export interface SandboxAnswer {
  readonly task: 'translation' | 'summary' | 'judge' | 'other';
  /** JSON for Tolk's own tasks and wherever JSON was asked; else plain text. */
  readonly value: unknown;
  /** Of a translation: each paragraph asked and its English. */
  readonly pairs: readonly Pair[];
}

/**
 * Answers a question: Tolk's own (segments to translate or to summarise, as JSON) by gloss and
 * extract, anything else by glossing it.
 */
export function answerQuestion(question: string): SandboxAnswer {
  const json = parseJson(question);
  const judged = judgeInput.safeParse(json);
  if (judged.success)
    return {
      task: 'judge',
      pairs: [],
      value: { segments: judged.data.segments.map(judgeByWords) },
    };
  const translation = translationInput.safeParse(json);
  if (translation.success) {
    const { title, segments } = translation.data;
    const pairs = segments.map(({ n, nl }) => ({ n, nl, en: glossText(nl) }));
    return {
      task: 'translation',
      pairs,
      value: translationOf(title === null ? null : glossText(title), pairs),
    };
  }
  const summary = summaryInput.safeParse(json);
  if (summary.success)
    return {
      task: 'summary',
      pairs: [],
      value: extractSummary(summary.data.title, summary.data.segments),
    };
  return { task: 'other', pairs: [], value: { gloss: glossText(question) } };
}

/** Marks the first word that the reference does not have: an opinion as good as the gloss it judges. */
function judgeByWords({ n, en, reference }: z.infer<typeof judgeInput>['segments'][number]) {
  const known = new Set(reference.toLowerCase().match(/\p{L}+/gu));
  const strange = en.match(/\p{L}+/gu)?.find((word) => !known.has(word.toLowerCase()));
  return {
    n,
    errors:
      strange === undefined ? [] : [{ span: strange, category: 'accuracy', severity: 'minor' }],
  };
}

/** A translation in the form Tolk asks for. */
export function translationOf(title: string | null, pairs: readonly Pair[]) {
  return { title, segments: pairs.map(({ n, en }) => ({ n, en })) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
