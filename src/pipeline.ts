import { requireDutch } from './article/language.ts';
import type { Article } from './article/schema.ts';
import { checkSummary, checkTranslation } from './check/check.ts';
import type { ArticleOptions, Outcome, Progress } from './contract.ts';
import type { LlmDoor } from './llm/door.ts';
import { isGloss } from './llm/provider.ts';
import { addCost, addUsage } from './llm/usage.ts';
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
 * Article → outcome: is it Dutch, translate, check, summarise, check.
 *
 * @throws TolkError `article.not_dutch`, or what the door throws
 */
export async function processArticle(article: Article, options: ArticleOptions, context: PipelineContext): Promise<Outcome> {
  const { llm, signal, onProgress } = context;
  if (options.language !== 'any') await requireDutch(article.body, article.id);
  const { translation, answers } = await translateArticle(article, llm, {
    ...context,
    model: options.model,
    onChunk: (done, total) => onProgress?.({ step: 'translating', done, total }),
  });
  onProgress?.({ step: 'checking', done: 0, total: 1 });
  const doubts = checkTranslation(article.title, translation);
  onProgress?.({ step: 'summarising', done: 0, total: 1 });
  const summary = await summariseTranslation(translation, llm, { model: options.model, signal });
  const spent = [...answers, summary];
  return {
    translation,
    summary: summary.value,
    findings: [...doubts, ...checkSummary(summary.value, translation)],
    usage: addUsage(...spent.map((answer) => answer.usage)),
    costUsd: addCost(...spent.map((answer) => answer.costUsd)),
    model: summary.model,
    promptVersion,
    gloss: spent.some((answer) => isGloss(answer.model)),
  };
}
