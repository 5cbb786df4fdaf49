import { allOf, anyOf, codes, not, status, words } from './conditions.ts';

/*
 * Errors that are about what was sent, or about what the model wrote: they concern one article.
 */

import { accountClosed } from './about-account.ts';

/** A limit on requests or tokens in a time, which words about tokens may be about. */
const limitOfRate = words(
  /rate[ _-]?limit|tokens? per (?:min|hour|day)|\b[rt]p[md]\b|token rate limit|per[- ]minute/i,
  // Bedrock 429: "Too many tokens, please wait before trying again."
  /wait before (?:re)?try|(?:try|retry)(?: again)? (?:later|after|in \d)|please (?:wait|slow down)|throttl/i,
);

/** One request that is larger than all that a minute allows: only a smaller one can pass. */
const largerThanItsLimit = words(
  // OpenAI 429 and Groq 413: "Request too large for gpt-4o … on tokens per min (TPM): Limit 30000".
  /request too large/i,
);

/** The text is longer than the model takes. */
export const tooLong = anyOf(
  largerThanItsLimit,
  status(413),
  codes(
    'context_length_exceeded', // OpenAI, Azure, Cerebras, Groq
    'exceed_context_size_error', // llama-server
    'contextwindowexceedederror', // LiteLLM
    'tokens_limit_reached', // GitHub Models
    'model_max_prompt_tokens_exceeded', // GitHub Copilot
    'string_above_max_length', // OpenAI
    'request_too_large', // Anthropic
    'max_tokens_exceeded',
  ),
  allOf(
    not(limitOfRate),
    // Bedrock's "Too many tokens, please wait before trying again" is about a minute.
    not(anyOf(codes('throttlingexception', 'throttling'), words(/please (?:wait|slow down)/i))),
    words(
      // OpenAI, vLLM, SGLang, Fireworks; llama.cpp "exceeds the available context size"; Ollama.
      /context[ _-]?(?:length|window|size|limit)/i,
      /maximum (?:context|sequence|prompt|input|model) ?length|max_(?:model|seq)_len|model token limit/i,
      // Anthropic, Ollama, Bedrock, Cohere: "prompt is too long", "Input is too long", "too many tokens".
      /(?:prompt|input|request|text|messages?|content|conversation|context|document)s? (?:is|are|was)? ?too (?:long|large)/i,
      /too (?:many|large).{0,20}\btokens\b|tokens?\b.{0,30}too (?:many|large|long)/i,
      // Gemini: "The input token count (1200000) exceeds the maximum number of tokens allowed".
      /token count\b.{0,60}exceed|exceed\w*.{0,60}(?:number of|token|context).{0,20}(?:tokens|allowed|limit|window|size)/i,
      // Vertex: "the input token count is 33000 but the model only supports up to 32768".
      /token count is \d+ but/i,
      // TGI: "`inputs` tokens + `max_new_tokens` must be <= 2048", "must have less than 1024 tokens".
      /tokens.{0,40}must be <=|must have (?:less|fewer) than \d+ tokens/i,
      // Mistral: "Prompt contains 40000 tokens … too large for model with 32768 maximum context".
      /prompt contains \d+ tokens/i,
      // OpenAI, Cerebras, vLLM: "Please reduce the length of the messages".
      /reduce the length of|reduce your (?:prompt|message|input)/i,
      // DashScope: "Range of input length should be [1, 129024]".
      /range of input length/i,
      // LM Studio: "The number of tokens to keep from the initial prompt is greater than the context".
      /tokens to keep from the initial prompt|keep the first \d+ tokens/i,
      /string too long/i,
    ),
  ),
);

/** Less room for the answer than was asked for; the prompt may fit. Learned from, else split. */
export const tooMuchRoom = allOf(
  not(limitOfRate),
  words(
    // OpenAI: "max_tokens is too large: 200000. This model supports at most 16384 completion tokens".
    /supports at most \d+ completion tokens/i,
    // vLLM: "'max_tokens' or 'max_completion_tokens' is too large: 1442".
    /max_\w*tokens\W{0,3} (?:or \W?max_\w+\W? )?is too (?:large|high)/i,
    // Anthropic: "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens".
    /max\w*tokens?\b.{0,40}\d+ > \d+|maximum allowed number of output tokens/i,
    // Groq, DeepSeek, DashScope: "must be less than or equal to `8192`", "the valid range is [1, 8192]".
    /max_\w*tokens.{0,60}(?:less than or equal|at most|no more than|not exceed|above maximum|valid range|should be \[|must be (?:<=|between))/i,
    /range of max_tokens/i,
    // Bedrock: "The maximum tokens you requested exceeds the model limit of 8192".
    /maximum tokens you requested exceeds/i,
  ),
);

/** Thinking has taken the room of the answer. */
export const thoughtAway = words(
  // OpenAI: "Could not finish the message because max_tokens or model output limit was reached".
  /could not finish the message because/i,
);

/** A filter of the provider objects to the text. */
export const filtered = allOf(
  not(accountClosed),
  not(status(401, 402, 404, 407, 429)),
  anyOf(
    codes(
      'content_filter', // OpenAI, Azure
      'content_policy_violation', // OpenAI, LiteLLM's ContentPolicyViolationError
      'contentpolicyviolationerror',
      'responsibleaipolicyviolation', // Azure
      'contentfilter', // Zhipu
      '1301', // Zhipu
      'data_inspection_failed', // DashScope
      'datainspectionfailed',
      'prohibited_content', // Gemini
      'moderation_blocked', // OpenAI
      'guardrail_intervened', // Bedrock
      'invalid_prompt', // OpenAI's reasoning models: flagged
      'content_moderation',
      'flagged',
    ),
    words(
      // Azure, Anthropic: "content management policy", "content filtering policy".
      /content[ _-]?(?:filter|policy|management|moderation|safety|violat)/i,
      // OpenRouter: "Your input was flagged", "requires moderation".
      /moderat(?:ion|ed)|\bflagged\b/i,
      /safety (?:system|filter|guideline|polic|setting|reason|check)|blocked (?:by|due to|for) (?:\w+ )?safety/i,
      /guardrail|responsible ai|prohibited[ _](?:content|use)|usage polic|acceptable use/i,
      // DashScope: "Input data may contain inappropriate content."
      /(?:inappropriate|sensitive|unsafe|harmful|disallowed|objectionable|offensive) (?:content|words?|text|information|input|material)/i,
      /violat\w+.{0,60}(?:polic|terms|guideline)|content exists risk|risk control/i,
    ),
  ),
);

/** The model wrote something that is none of the answers asked for, and the server saw it first. */
export const badAnswer = anyOf(
  codes('json_validate_failed', 'tool_use_failed', 'output_parse_failed'), // Groq, with 400
  words(/failed to (?:validate|generate) json|model (?:generated|produced|returned) invalid json/i),
);
