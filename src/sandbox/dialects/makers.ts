import type { CompletionBody, CompletionUsage, Dialect, Words } from './dialect.ts';
import { maskKey } from './openai.ts';

/*
 * The APIs of those who make models, besides OpenAI.
 * From their documents and from what users quote of them in public reports, 2024 to 2026.
 */

const anthropic: Dialect = {
  limitHeaders: 'anthropic',
  requestId: 'request-id',
  ignoresSchema: true,
  envelope: ({ message, type }) => ({
    type: 'error',
    error: { type: type ?? 'invalid_request_error', message },
    request_id: 'req_011CSandbox',
  }),
  words: {
    wrong_key: () => ({ status: 401, type: 'authentication_error', message: 'invalid x-api-key' }),
    forbidden: () => ({
      status: 403,
      type: 'permission_error',
      message: 'Your API key does not have permission to use the specified resource.',
    }),
    unknown_model: ({ model }) => ({
      status: 404,
      type: 'not_found_error',
      message: `model: ${model}`,
    }),
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      message:
        prompt > context
          ? `prompt is too long: ${prompt} tokens > ${context} maximum`
          : `input length and \`max_tokens\` exceed context limit: ${prompt} + ${output} > ${context}, ` +
            'decrease input length or `max_tokens` and try again',
    }),
    limit_too_large: ({ asked, limit }) => ({
      status: 400,
      message: `max_tokens: ${asked} > ${limit}, which is the maximum allowed number of output tokens`,
    }),
    flagged: () => ({ status: 400, message: 'Output blocked by content filtering policy' }),
    rate_limited: ({ limit, unit, waitMs }) => ({
      status: 429,
      type: 'rate_limit_error',
      message: `This request would exceed your organization's rate limit of ${limit} ${unit} per minute.`,
      headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    }),
    no_quota: () => ({
      status: 400,
      message:
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing ' +
        'to upgrade or purchase credits.',
    }),
    server_error: () => ({ status: 500, type: 'api_error', message: 'Internal server error' }),
    overloaded: () => ({ status: 529, type: 'overloaded_error', message: 'Overloaded' }),
  },
};

/** Google's status for an HTTP status. */
const googleStatus: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

const gemini: Dialect = {
  limitHeaders: 'none',
  countsPromptOnly: true,
  requestId: null,
  refuses: ['prompt_cache_key', 'service_tier'],
  // A list of one; `code` holds the details here.
  envelope: ({ status, message, code }) => [
    {
      error: {
        code: status,
        message,
        status: googleStatus[status] ?? 'UNKNOWN',
        ...(code ? { details: [detailOf(String(code))] } : {}),
      },
    },
  ],
  words: {
    wrong_key: () => ({
      status: 400,
      code: 'API_KEY_INVALID',
      message: 'API key not valid. Please pass a valid API key.',
    }),
    unknown_model: ({ model }) => ({
      status: 404,
      message:
        `models/${model} is not found for API version v1main, or is not supported for ` +
        'generateContent. Call ListModels to see the list of available models and their supported ' +
        'methods.',
    }),
    unsupported_parameter: ({ param }) => ({
      status: 400,
      message: `Invalid JSON payload received. Unknown name "${param}": Cannot find field.`,
    }),
    too_long: ({ prompt, context }) => ({
      status: 400,
      message: `The input token count (${prompt}) exceeds the maximum number of tokens allowed (${context}).`,
    }),
    rate_limited: ({ waitMs, limit }) => ({
      status: 429,
      code: `retry ${waitMs / 1_000}s`,
      message:
        'You exceeded your current quota, please check your plan and billing details. * Quota ' +
        'exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, ' +
        `limit: ${limit} Please retry in ${waitMs / 1_000}s.`,
    }),
    no_quota: () => ({
      status: 429,
      message:
        'You exceeded your current quota, please check your plan and billing details. * Quota ' +
        'exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, ' +
        'limit: 0',
    }),
    overloaded: () => ({
      status: 503,
      message: 'The model is overloaded. Please try again later.',
    }),
  },
  shape: (body) =>
    reasoningApart(withFinish(body, 'content_filter', 'content_filter: PROHIBITED_CONTENT')),
};

function detailOf(code: string): unknown {
  const delay = /^retry (?<delay>.+)$/.exec(code)?.groups?.['delay'];
  return delay === undefined
    ? {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: code,
        domain: 'googleapis.com',
      }
    : { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: delay };
}

function withFinish(body: CompletionBody, from: string, to: string): CompletionBody {
  const choices = body.choices.map((choice) =>
    choice.finish_reason === from ? { ...choice, finish_reason: to } : choice,
  );
  return { ...body, choices };
}

/** Reasoning that is in the total only, not among the completion's tokens. */
function reasoningApart(body: CompletionBody): CompletionBody {
  const { usage } = body;
  return { ...body, usage: { ...usage, completion_tokens: answerTokens(usage) } };
}

function answerTokens(usage: CompletionUsage): number {
  const details = usage['completion_tokens_details'];
  const isCounted =
    typeof details === 'object' && details !== null && 'reasoning_tokens' in details;
  return usage.completion_tokens - (isCounted ? Number(details.reasoning_tokens) : 0);
}

const mistral: Dialect = {
  limitHeaders: 'none',
  countsPromptOnly: true,
  requestId: 'mistral-correlation-id',
  refuses: ['max_completion_tokens', 'prompt_cache_key', 'service_tier'],
  thinking: 'parts',
  envelope: ({ message, type, code }) => ({
    object: 'error',
    message,
    type: type ?? 'invalid_request_error',
    param: null,
    code: code ?? null,
  }),
  words: {
    wrong_key: () => ({
      status: 401,
      message: 'Unauthorized',
      body: { detail: 'Unauthorized' },
    }),
    unknown_model: ({ model }) => ({
      status: 400,
      type: 'invalid_model',
      code: '1500',
      message: `Invalid model: ${model}`,
    }),
    unsupported_parameter: ({ param }) => forbiddenField(param),
    unknown_argument: ({ param }) => forbiddenField(param),
    too_long: ({ prompt, context }) => ({
      status: 400,
      code: '3051',
      message:
        `Prompt contains ${prompt} tokens and 0 draft tokens, too large for model with ${context} ` +
        'maximum context length',
    }),
    rate_limited: () => ({
      status: 429,
      type: 'rate_limited',
      code: '1300',
      message: 'Rate limit exceeded',
    }),
    overloaded: () => ({
      status: 503,
      type: 'unreachable_backend',
      code: '1100',
      message: 'Service unavailable.',
    }),
  },
};

function forbiddenField(param: string): Words {
  const detail = [
    { type: 'extra_forbidden', loc: ['body', param], msg: 'Extra inputs are not permitted' },
  ];
  return {
    status: 422,
    message: 'Extra inputs are not permitted',
    body: {
      object: 'error',
      message: { detail },
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  };
}

const deepseek: Dialect = {
  limitHeaders: 'none',
  requestId: 'x-ds-trace-id',
  refuses: ['json_schema'],
  thinking: 'reasoning_content',
  words: {
    wrong_key: ({ key }) => ({
      status: 401,
      type: 'authentication_error',
      code: 'invalid_request_error',
      message: `Authentication Fails, Your api key: ${maskKey(key)} is invalid`,
    }),
    unknown_model: () => ({
      status: 400,
      code: 'invalid_request_error',
      message: 'Model Not Exist',
    }),
    schema_unsupported: () => ({
      status: 400,
      code: 'invalid_request_error',
      message: 'This response_format type is unavailable now',
    }),
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      code: 'invalid_request_error',
      message:
        `This model's maximum context length is ${context} tokens. However, you requested ` +
        `${prompt + output} tokens (${prompt} in the messages, ${output} in the completion). Please ` +
        'reduce the length of the messages or completion.',
    }),
    flagged: () => ({ status: 400, code: 'invalid_request_error', message: 'Content Exists Risk' }),
    no_quota: () => ({
      status: 402,
      type: 'unknown_error',
      code: 'invalid_request_error',
      message: 'Insufficient Balance',
    }),
  },
};

const xai: Dialect = {
  countsPromptOnly: true,
  refuses: ['prompt_cache_key'],
  thinking: 'reasoning_content',
  envelope: ({ message, code }) => ({
    code: code ?? 'Client specified an invalid argument',
    error: message,
  }),
  words: {
    wrong_key: ({ key }) => ({
      status: 400,
      message:
        `Incorrect API key provided: ${maskKey(key)}. You can obtain an API key from ` +
        'https://console.x.ai.',
    }),
    unknown_model: ({ model }) => ({
      status: 404,
      code: 'Some requested entity was not found',
      message: `The model ${model} does not exist or your team does not have access to it.`,
    }),
    too_long: ({ prompt, context }) => ({
      status: 400,
      message: `This model's maximum prompt length is ${context} but the request contains ${prompt} tokens.`,
    }),
    flagged: () => ({
      status: 403,
      code: 'The caller does not have permission to execute the specified operation',
      message: 'Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE',
    }),
    rate_limited: () => ({
      status: 429,
      code: 'Some resource has been exhausted',
      message: 'Too many requests for team. Please retry later.',
    }),
    no_quota: () => ({
      status: 429,
      code: 'Some resource has been exhausted',
      message:
        'Your team has either used all available credits or reached its monthly spending limit. To ' +
        'continue making API requests, please purchase more credits or raise your spending limit.',
    }),
  },
  shape: reasoningApart,
};

/** The dialects of those who make models. */
export const makers = {
  anthropic,
  gemini,
  mistral,
  deepseek,
  xai,
} as const satisfies Readonly<Record<string, Dialect>>;
