import type { ArticleOptions, Provenance, Summary } from '../contract.ts';
import type { LlmAnswer } from '../llm/completion.ts';
import { summarisePromptVersion } from '../summarise/prompt.ts';
import type { CheckedSummary } from '../summarise/summarise.ts';
import { translatePromptVersion } from '../translate/prompt.ts';
import type { TranslationSettings } from '../translate/segments.ts';

/** A summary, and the one that had come with the English, which it may be. */
export interface MadeSummary {
  readonly summary: CheckedSummary | null;
  readonly offered: LlmAnswer<Summary> | null;
}

/** What an article was asked with: the prompt of its English, then that of its summary. */
export function promptVersionOf(
  { style, prompt }: TranslationSettings,
  { summary: length = 'full' }: ArticleOptions,
  { provenance, summary, offered }: MadeSummary & { readonly provenance: readonly Provenance[] },
): string {
  const joint = translatePromptVersion(style, 'joint');
  const isJoint = provenance.some(({ promptVersion }) => promptVersion === joint);
  const own = isJoint ? joint : translatePromptVersion(style, prompt);
  const isOffered = summary !== null && summary.call === offered?.call;
  return `${own}.${isOffered ? length : summarisePromptVersion}`;
}

/**
 * True where such a summary came from a joint answer. What the English came from does not matter: the
 * translation memory may have had it.
 */
export function hasJointSummary(
  promptVersion: string,
  { summary: length = 'full' }: ArticleOptions,
): boolean {
  return promptVersion.endsWith(`.${length}`);
}
