import type { Dialect } from './dialect.ts';
import { retryHeaders } from './openai.ts';

/*
 * The APIs of those who run the models of others.
 * From their documents and from what users quote of them in public reports, 2024 to 2026.
 */

const azure: Dialect = {
  requestId: 'apim-request-id',
  refuses: ['prompt_cache_key'],
  envelope: ({ message, type, code, param }) => ({
    error: { message, type: type ?? null, param: param ?? null, code: code ?? null },
  }),
  words: {
    wrong_key: () => ({
      status: 401,
      code: '401',
      message:
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide ' +
        'a valid key for an active subscription and use a correct regional API endpoint for your ' +
        'resource.',
    }),
    unknown_model: () => ({
      status: 404,
      code: 'DeploymentNotFound',
      message:
        'The API deployment for this resource does not exist. If you created the deployment within ' +
        'the last 5 minutes, please wait a moment and try again.',
    }),
    flagged: () => ({
      status: 400,
      code: 'content_filter',
      param: 'prompt',
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management " +
        'policy. Please modify your prompt and retry.',
    }),
    rate_limited: ({ waitMs }) => ({
      status: 429,
      code: '429',
      message:
        'Requests to the ChatCompletions_Create Operation have exceeded call rate limit of your ' +
        `current pricing tier. Please retry after ${Math.ceil(waitMs / 1_000)} seconds.`,
      headers: retryHeaders(waitMs),
    }),
  },
  shape: (body) => ({
    ...body,
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
    choices: body.choices.map((choice) => ({ ...choice, content_filter_results: {} })),
  }),
};

const groq: Dialect = {
  limitHeaders: 'requests-a-day',
  refuses: ['json_schema', 'prompt_cache_key'],
  thinking: 'reasoning',
  words: {
    wrong_key: () => ({
      status: 401,
      code: 'invalid_api_key',
      message: 'Invalid API Key',
    }),
    schema_unsupported: ({ type }) => ({
      status: 400,
      param: 'response_format',
      message: `This model does not support response format \`${type}\`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models`,
    }),
    unsupported_parameter: ({ param }) => ({
      status: 400,
      message: `property '${param}' is unsupported`,
    }),
    too_long: () => ({
      status: 400,
      param: 'messages',
      code: 'context_length_exceeded',
      message: 'Please reduce the length of the messages or completion.',
    }),
    rate_limited: ({ limit, unit, waitMs }) => ({
      status: 429,
      type: unit,
      code: 'rate_limit_exceeded',
      message:
        'Rate limit reached for model `sandbox` in organization `org_sandbox` service tier ' +
        `\`on_demand\` on ${unit} per minute: Limit ${limit}, Used ${limit}, Requested 1. ` +
        `Please try again in ${waitMs / 1_000}s. Need more tokens? Upgrade to Dev Tier today at ` +
        'https://console.groq.com/settings/billing',
      headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    }),
    overloaded: () => ({
      status: 498,
      message: 'Flex tier capacity exceeded',
      code: 'capacity_exceeded',
    }),
  },
};

const together: Dialect = {
  thinking: 'tags',
  words: {
    too_long: ({ prompt, output, context }) => ({
      status: 422,
      message:
        `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${context}. ` +
        `Given: ${prompt} \`inputs\` tokens and ${output} \`max_new_tokens\``,
    }),
    no_quota: () => ({
      status: 402,
      type: 'credit_limit',
      code: 'credit_limit',
      message: 'Credit limit exceeded, please navigate to https://api.together.ai/settings/billing',
    }),
    rate_limited: ({ waitMs }) => ({
      status: 429,
      type: 'request_rate_limit',
      message: 'You have reached the rate limit specific to this model.',
      headers: { 'x-ratelimit-reset': String(Math.ceil(waitMs / 1_000)) },
    }),
  },
};

const cerebras: Dialect = {
  refuses: ['prompt_cache_key'],
  envelope: ({ message, type, code, param }) => ({
    message,
    type: type ?? 'invalid_request_error',
    param: param ?? null,
    code: code ?? null,
  }),
  words: {
    wrong_key: () => ({ status: 401, code: 'wrong_api_key', message: 'Wrong API Key' }),
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      code: 'context_length_exceeded',
      param: 'messages',
      message:
        'Please reduce the length of the messages or completion. Current length is ' +
        `${prompt + output} while limit is ${context}`,
    }),
    rate_limited: () => ({
      status: 429,
      type: 'too_many_requests_error',
      code: 'request_quota_exceeded',
      message: 'Requests per minute limit exceeded - too many requests sent.',
    }),
  },
};

const github: Dialect = {
  countsPromptOnly: true,
  requestId: 'x-github-request-id',
  envelope: ({ message, code }) => ({
    error: { code: code ?? 'bad_request', message, details: message },
  }),
  words: {
    wrong_key: () => ({ status: 401, code: 'unauthorized', message: 'Bad credentials' }),
    unknown_model: ({ model }) => ({
      status: 400,
      code: 'unknown_model',
      message: `Unknown model: ${model}`,
    }),
    too_long: ({ context }) => ({
      status: 413,
      code: 'tokens_limit_reached',
      message: `Request body too large for sandbox model. Max size: ${context} tokens.`,
    }),
    rate_limited: ({ waitMs }) => ({
      status: 429,
      code: 'RateLimitReached',
      message:
        'Rate limit of 10 per 60s exceeded for UserByModelByMinute. Please wait ' +
        `${Math.ceil(waitMs / 1_000)} seconds before retrying.`,
      headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    }),
  },
};

const huggingface: Dialect = {
  limitHeaders: 'none',
  refuses: ['json_object', 'prompt_cache_key'],
  envelope: ({ message, type }) => ({ error: message, error_type: type ?? 'validation' }),
  words: {
    wrong_key: () => ({ status: 401, message: 'Invalid username or password.' }),
    too_long: ({ prompt, output, context }) => ({
      status: 422,
      message:
        `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${context}. ` +
        `Given: ${prompt} \`inputs\` tokens and ${output} \`max_new_tokens\``,
    }),
    no_quota: () => ({
      status: 402,
      message:
        'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO ' +
        'to get 20x more monthly included credits.',
    }),
    overloaded: () => ({ status: 503, type: 'overloaded', message: 'Model is overloaded' }),
  },
};

const fireworks: Dialect = {
  countsPromptOnly: true,
  thinking: 'reasoning_content',
  envelope: ({ message, code, type }) => ({
    error: {
      object: 'error',
      type: type ?? 'invalid_request_error',
      code: code ?? 'invalid_request_error',
      message,
    },
  }),
  words: {
    wrong_key: () => ({
      status: 401,
      code: 'UNAUTHORIZED',
      message: 'The API key you provided is invalid.',
    }),
    unknown_model: ({ model }) => ({
      status: 404,
      code: 'NOT_FOUND',
      message: `Model not found, inaccessible, and/or not deployed: ${model}`,
    }),
    too_long: ({ prompt, context }) => ({
      status: 400,
      message: `The prompt is too long: ${prompt}, model maximum context length: ${context - 1}`,
    }),
    no_quota: () => ({
      status: 412,
      code: 'PRECONDITION_FAILED',
      message:
        'Account sandbox is suspended, possibly due to reaching the monthly spending limit or failure ' +
        'to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.',
    }),
  },
};

/** Amazon's errors, which its endpoint for OpenAI clients passes on. */
const bedrock: Dialect = {
  limitHeaders: 'none',
  requestId: 'x-amzn-requestid',
  countsPromptOnly: true,
  refuses: ['prompt_cache_key'],
  thinking: 'tags',
  envelope: ({ message, type }) => ({ message, ...(type ? { __type: type } : {}) }),
  words: {
    wrong_key: () => ({
      status: 403,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    }),
    unknown_model: () => ({
      status: 400,
      type: 'ValidationException',
      message: 'The provided model identifier is invalid.',
    }),
    too_long: () => ({
      status: 400,
      type: 'ValidationException',
      message: 'Input is too long for requested model.',
    }),
    limit_too_large: ({ limit }) => ({
      status: 400,
      type: 'ValidationException',
      message:
        `The maximum tokens you requested exceeds the model limit of ${limit}. Try again with a ` +
        `maximum tokens value that is lower than ${limit}.`,
    }),
    rate_limited: () => ({
      status: 429,
      type: 'ThrottlingException',
      message: 'Too many tokens, please wait before trying again.',
    }),
    server_error: () => ({
      status: 500,
      type: 'InternalServerException',
      message:
        'The system encountered an unexpected error during processing. Try your request again.',
    }),
    overloaded: () => ({
      status: 503,
      type: 'ServiceUnavailableException',
      message: 'Bedrock is unable to process your request.',
    }),
  },
};

/** The dialects of those who run the models of others. */
export const hosts = {
  azure,
  groq,
  together,
  cerebras,
  github,
  huggingface,
  fireworks,
  bedrock,
} as const satisfies Readonly<Record<string, Dialect>>;
