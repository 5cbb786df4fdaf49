import type { LlmAnswer } from '../llm/completion.ts';

/** Who gave some English: the model as the server names it, as it was asked, and the call. */
export type Attribution = Pick<LlmAnswer<unknown>, 'model' | 'asked' | 'call'>;

/** New English for a title or segment. */
export interface Rendering {
  readonly en: string;
  readonly by: Attribution;
}
