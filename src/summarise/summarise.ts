import type { ArticleOptions, Summary, Translation } from '../contract.ts';
import { toData } from '../llm/data.ts';
import type { Answer, LlmDoor } from '../llm/door.ts';
import type { Spend } from '../llm/usage.ts';
import { summariseAnswerSchema, summariseInput, summariseSystem } from './prompt.ts';

/** How a summary is asked. */
export interface SummariseOptions extends Pick<ArticleOptions, 'model' | 'cache'> {
  readonly signal?: AbortSignal | undefined;
  readonly onSpend: (spend: Spend) => void;
  /** What is doubtful about a summary, in words for the model. */
  readonly review: (summary: Summary) => readonly string[];
}

/** Room for the longest summary there should be, and for models that think first. */
const maxSummaryTokens = 4_000;

/**
 * Summarises an article from its English.
 *
 * @throws TolkError what the door throws
 */
export function summariseTranslation(translation: Translation, llm: LlmDoor, options: SummariseOptions): Promise<Answer<Summary>> {
  const { model, cache, signal, onSpend, review } = options;
  return llm.complete({
    task: 'summary',
    system: summariseSystem,
    input: toData(summariseInput(translation)),
    schema: summariseAnswerSchema(translation),
    review,
    maxOutputTokens: maxSummaryTokens,
    model,
    cache,
    signal,
    onSpend,
  });
}
