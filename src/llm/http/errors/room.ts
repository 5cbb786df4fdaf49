/*
 * How much room for an answer a server says it has left, when it refuses a request for wanting
 * more. The prompt may fit then: asked for less, the server answers.
 */

/** Room for an answer, in tokens. */
export interface Room {
  /** `model`: this model never gives more. `call`: what this prompt leaves of the context. */
  readonly of: 'model' | 'call';
  readonly tokens: number;
}

interface Wording {
  readonly of: Room['of'];
  /**
   * Names the group `limit`, and `input` where that is taken from it, or `total`: input and what was
   * asked for the answer.
   */
  readonly pattern: RegExp;
}

const wordings: readonly Wording[] = [
  // TGI: "must be <= 2048. Given: 1500 `inputs` tokens and 1000 `max_new_tokens`".
  { of: 'call', pattern: /must be <= (?<limit>[\d,]+)\. given: (?<input>[\d,]+)/i },
  // OpenAI: "max_tokens is too large: 200000. This model supports at most 16384 completion tokens".
  { of: 'model', pattern: /supports at most (?<limit>[\d,]+) (?:completion|output) tokens/i },
  // Anthropic: "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens".
  { of: 'model', pattern: /max_tokens: [\d,]+ > (?<limit>[\d,]+)/i },
  // DeepSeek "the valid range of max_tokens is [1, 8192]", DashScope "Range of max_tokens should be".
  { of: 'model', pattern: /range of max_\w*tokens (?:is|should be) \[\d+, ?(?<limit>[\d,]+)\]/i },
  // Groq "`max_tokens` must be less than or equal to `8192`", OpenAI "Invalid 'max_tokens': integer above maximum value. Expected a value <= 4096", FastAPI
  // "Input should be less than or equal to 8192", and whoever says it otherwise.
  {
    of: 'model',
    pattern:
      /max_\w*tokens\b.{0,80}(?:less than or equal to|at most|no more than|not exceed|maximum (?:of|is|value is)|<=) \W?(?<limit>[\d,]+)/i,
  },
  // Bedrock: "The maximum tokens you requested exceeds the model limit of 8192".
  { of: 'model', pattern: /tokens you requested exceeds the model limit of (?<limit>[\d,]+)/i },
  // vLLM: "maximum context length is 2048 tokens and your request has 1148 input tokens".
  {
    of: 'call',
    pattern:
      /context length is (?<limit>[\d,]+) tokens.{0,80}request has (?:at least )?(?<input>[\d,]+) input tokens/i,
  },
  // OpenAI of old, DeepSeek, vLLM: "… is 4097 tokens. However, you requested 5000 tokens (1000 in the
  // messages, 4000 in the completion)"; SGLang: "7000 tokens from the input messages".
  {
    of: 'call',
    pattern:
      /context length (?:is|of) (?<limit>[\d,]+) tokens.{0,120}?(?<input>[\d,]+) (?:tokens )?(?:in|from) the (?:input )?(?:messages|prompt)/i,
  },
  // vLLM, newer: "you requested 1442 output tokens and your prompt contains at least 607 input tokens".
  {
    of: 'call',
    pattern:
      /context length is (?<limit>[\d,]+) tokens.{0,120}?prompt contains (?:at least )?(?<input>[\d,]+)/i,
  },
  // OpenRouter: "… is 4096 tokens. However, you requested about 4300 tokens (300 of text input, 4000
  // in the output)".
  {
    of: 'call',
    pattern:
      /context length is (?<limit>[\d,]+) tokens.{0,120}?\((?<input>[\d,]+) of (?:text )?input/i,
  },
  // Anthropic: "input length and `max_tokens` exceed context limit: 199211 + 20000 > 200000".
  {
    of: 'call',
    pattern: /context limit: (?<input>[\d,]+) \+ [\d,]+ > (?<limit>[\d,]+)/i,
  },
  // Cerebras: "Current length is 9000 while limit is 8192".
  { of: 'call', pattern: /current length is (?<total>[\d,]+) while limit is (?<limit>[\d,]+)/i },
];

/**
 * The room that a refusal names; null where it names none, or none is left.
 *
 * @param asked the tokens that were asked for the answer
 */
export function readRoom(words: string, asked: number): Room | null {
  for (const { of, pattern } of wordings) {
    const groups = pattern.exec(words)?.groups;
    if (groups === undefined) continue;
    const { limit, input = '0', total } = groups;
    const used = total === undefined ? count(input) : count(total) - asked;
    const tokens = count(limit) - used;
    return tokens > 0 ? { of, tokens } : null;
  }
  return null;
}

function count(digits: string | undefined): number {
  return Number((digits ?? '').replaceAll(',', ''));
}
