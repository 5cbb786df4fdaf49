import { estimateTokens } from '../../article/chunks.ts';

/**
 * Models whose tokenizer is o200k_base: OpenAI's from GPT-4o on, also those that are not known yet,
 * and its open ones (o200k_harmony differs in marks only). The sandbox counts with it too.
 */
const o200k = /(?:^|[/.:])(?:gpt-4o|gpt-4\.[1-9]|gpt-(?:[5-9]|\d\d)|gpt-oss|o\d|chatgpt|sandbox)/i;

/** Tokens that frame a message, and the answer's beginning. */
const perMessage = 3;

/**
 * Counts, or for models with an unknown tokenizer estimates by characters, the tokens of a prompt.
 */
export async function countTokens(
  model: string,
  messages: ReadonlyArray<{ readonly content: string }>,
): Promise<number> {
  const frame = perMessage * (messages.length + 1);
  if (!o200k.test(model))
    return messages.reduce((sum, { content }) => sum + estimateTokens(content), frame);
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  return messages.reduce(
    (sum, { content }) => sum + count(content, { disallowedSpecial: new Set() }),
    frame,
  );
}
