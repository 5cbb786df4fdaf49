import { requireDutch } from './article/language.ts';
import type { Article } from './article/schema.ts';
import { checkSummary, checkTranslation } from './check/check.ts';
import type { ArticleOptions, Finding, Outcome, Progress } from './contract.ts';
import type { LlmDoor } from './llm/door.ts';
import { isGloss } from './llm/provider.ts';
import { addSpend, noSpend, type Spend } from './llm/usage.ts';
import { summarisePromptVersion } from './summarise/prompt.ts';
import { summariseTranslation } from './summarise/summarise.ts';
import { translatePromptVersion } from './translate/prompt.ts';
import { translateArticle } from './translate/translate.ts';

/** What the pipeline needs from whoever runs it. */
export interface PipelineContext {
  readonly llm: LlmDoor;
  readonly chunkTokens: number;
  readonly chunkConcurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

/** The prompts an outcome was made with. */
const promptVersion = `${translatePromptVersion}.${summarisePromptVersion}`;

/**
 * Article → outcome: is it Dutch, translate, check, summarise, check. What the checks call an error
 * goes back to the model first; what is left of it stands in the findings.
 *
 * @throws TolkError `article.not_dutch`, or what the door throws
 */
export async function processArticle(article: Article, options: ArticleOptions, context: PipelineContext): Promise<Outcome> {
  const { llm, signal, onProgress } = context;
  const { model, cache } = options;
  if (options.language !== 'any') await requireDutch(article.body, article.id);
  let spend: Spend = noSpend;
  const onSpend = (more: Spend) => {
    spend = addSpend(spend, more);
  };
  const { translation, models } = await translateArticle(article, llm, {
    ...context,
    model,
    cache,
    onSpend,
    onChunk: (done, total) => onProgress?.({ step: 'translating', done, total }),
    review: (title, part) => describeErrors(checkTranslation(title, part)),
  });
  onProgress?.({ step: 'checking', done: 0, total: 1 });
  const doubts = checkTranslation(article.title, translation);
  onProgress?.({ step: 'summarising', done: 0, total: 1 });
  const review = (value: Outcome['summary']) => describeErrors(checkSummary(value, translation));
  const summary = await summariseTranslation(translation, llm, { model, cache, signal, onSpend, review });
  return {
    translation,
    summary: summary.value,
    findings: [...doubts, ...checkSummary(summary.value, translation)],
    ...spend,
    model: summary.model,
    promptVersion,
    gloss: [...models, summary.model].some(isGloss),
  };
}

/** Findings that are worth another call, as the model is told of them. */
function describeErrors(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ segment, message }) => (segment === null ? message : `segment ${segment}: ${message}`));
}
