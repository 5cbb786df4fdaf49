import type { Summary, Translation } from '../contract.ts';
import { toData } from '../llm/data.ts';
import type { Answer, LlmDoor } from '../llm/door.ts';
import { summariseAnswerSchema, summariseInput, summariseSystem } from './prompt.ts';

/** Room for the longest summary there should be, and for models that think first. */
const maxSummaryTokens = 4_000;

/**
 * Summarises an article from its English.
 *
 * @throws TolkError what the door throws
 */
export function summariseTranslation(
  translation: Translation,
  llm: LlmDoor,
  options: { readonly model?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Answer<Summary>> {
  return llm.complete({
    task: 'summary',
    system: summariseSystem,
    input: toData(summariseInput(translation)),
    schema: summariseAnswerSchema(translation),
    maxOutputTokens: maxSummaryTokens,
    ...options,
  });
}
