import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { type ChatRequest, textOf } from './protocol.ts';

/** Marks like <|endoftext|> in a text are text. */
const plainText = { disallowedSpecial: new Set<string>() };

/** A text's tokens. */
export function tokensOf(text: string): number[] {
  return encode(text, plainText);
}

/** Tokens of a request's messages, with the few that frame each message. */
export function countPromptTokens(request: ChatRequest): number {
  const perMessage = 3;
  return request.messages.reduce(
    (sum, message) => sum + tokensOf(textOf(message)).length + perMessage,
    perMessage,
  );
}
