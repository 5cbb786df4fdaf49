import type { ArticleOptions, Outcome } from '../contract.ts';
import type { TranslationSettings } from '../translate/segments.ts';
import type { JointOptions, JointResult } from './ask-jointly.ts';
import { hasJointSummary } from './prompt-version.ts';

/**
 * How an article is asked jointly, where it fits in one call; undefined where it takes two anyway.
 *
 * @param usual how many calls, where the article does not say it
 */
export function jointOptions(
  { style, prompt }: Pick<TranslationSettings, 'style' | 'prompt'>,
  {
    summary: length = 'full',
    quality,
    calls,
  }: Pick<ArticleOptions, 'summary' | 'quality' | 'calls'>,
  usual: ArticleOptions['calls'] = 'two',
): JointOptions | undefined {
  const wanted = calls ?? usual;
  if (wanted === 'two' || length === 'none' || prompt === 'short') return undefined;
  // The second pass changes the English that the summary would be of.
  return quality === 'best' ? undefined : { style, length, calls: wanted };
}

/**
 * The summary of an earlier result whose English is kept, none of it stale, where it came from a joint
 * answer: by itself it was never asked for.
 */
export function earlierSummary(
  previous: Outcome | null | undefined,
  options: ArticleOptions,
): JointResult['summary'] {
  const { summary, model = '', promptVersion = '' } = previous ?? {};
  if (!summary || !hasJointSummary(promptVersion, options)) return null;
  return { value: summary, model, asked: '', call: '' };
}

/** Sections of a long article that a summary is made from hold several chunks. */
const chunksPerSection = 4;

/**
 * The calls of an article whose every answer is right: chunks, a second pass, the summary. Where one
 * call is enough, one more.
 */
export function callsNeeded(chunks: number, { quality, summary }: ArticleOptions): number {
  const passes = quality === 'best' ? 2 : 1;
  const sections = summary === 'none' ? 0 : Math.ceil(chunks / chunksPerSection) + 1;
  return passes * chunks + sections;
}
