import type { RateLimited, TooLong } from '../problems.ts';
import { formatDuration } from '../protocol.ts';
import type { Vocabulary, Words } from './dialect.ts';

/*
 * OpenAI's words, as users of 2023 to 2026 quote them in public reports; its documents list the
 * codes only.
 */

const invalid = { status: 400, type: 'invalid_request_error', code: null } as const;
const plans = 'please check your plan and billing details';
const docs = 'https://platform.openai.com/docs';

/** What OpenAI says. */
export const openAiWords: Vocabulary = {
  unreadable: ({ message }) => ({ ...invalid, message }),
  wrong_key: ({ key }) => ({
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message:
      `Incorrect API key provided: ${maskKey(key)}. You can find your API key at ` +
      'https://platform.openai.com/account/api-keys.',
  }),
  forbidden: () => ({
    status: 403,
    type: 'invalid_request_error',
    message: 'You have insufficient permissions for this operation. Missing scopes: model.request.',
  }),
  unknown_model: ({ model }) => ({
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
  }),
  unknown_argument: ({ param }) => ({
    ...invalid,
    code: 'unknown_parameter',
    param,
    message: `Unknown parameter: '${param}'.`,
  }),
  unsupported_parameter: ({ param }) => ({
    ...invalid,
    code: 'unsupported_parameter',
    param,
    message: unsupportedMessage(param),
  }),
  schema_unsupported: ({ type }) => ({
    ...invalid,
    param: null,
    message:
      `Invalid parameter: 'response_format' of type '${type}' is not supported with this model. ` +
      'Learn more about supported models at the Structured Outputs guide: ' +
      `${docs}/guides/structured-outputs`,
  }),
  schema_keyword: ({ keywords }) => ({
    ...invalid,
    param: 'response_format',
    message: `Invalid schema for response_format: '${keywords[0]}' is not permitted.`,
  }),
  unsupported_value: ({ param, value, supported }) => ({
    ...invalid,
    code: 'unsupported_value',
    param,
    message:
      `Unsupported value: '${param}' does not support ${value} with this model. ` +
      (param === 'temperature'
        ? 'Only the default (1) value is supported.'
        : `Supported values are: ${supported.map((name) => `'${name}'`).join(', ')}.`),
  }),
  limit_too_large: ({ asked, limit }) => ({
    ...invalid,
    code: 'invalid_value',
    param: 'max_tokens',
    message:
      `max_tokens is too large: ${asked}. This model supports at most ${limit} completion tokens, ` +
      `whereas you provided ${asked}.`,
  }),
  too_long: (problem) => ({
    ...invalid,
    code: 'context_length_exceeded',
    param: 'messages',
    message: tooLongMessage(problem),
  }),
  flagged: () => ({
    ...invalid,
    code: 'invalid_prompt',
    message:
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please ' +
      `try again with a different prompt: ${docs}/guides/reasoning#advice-on-prompting`,
  }),
  rate_limited: (problem) => ({
    status: 429,
    type: problem.unit,
    code: 'rate_limit_exceeded',
    message: rateLimitMessage(problem),
    headers: retryHeaders(problem.waitMs),
  }),
  no_quota: () => ({
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message:
      `You exceeded your current quota, ${plans}. For more information on this error, read the ` +
      `docs: ${docs}/guides/error-codes/api-errors.`,
  }),
  billing_not_active: () => ({
    status: 429,
    type: 'billing_not_active',
    code: 'billing_not_active',
    message: 'Your account is not active, please check your billing details on our website.',
  }),
  server_error: () => ({
    status: 500,
    type: 'server_error',
    code: null,
    message:
      'The server had an error while processing your request. Sorry about that! You can retry ' +
      'your request, or contact us through our help center at help.openai.com if the error persists.',
  }),
  overloaded: () => ({
    status: 503,
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
    message: 'The engine is currently overloaded, please try again later.',
    headers: { 'retry-after-ms': '100' },
  }),
  bad_gateway: () => page(502, 'Bad Gateway'),
  gateway_timeout: () => page(504, 'Gateway Time-out'),
};

/** The body of an error at OpenAI. */
export function openAiEnvelope({ message, type, code, param }: Words): unknown {
  return {
    error: {
      message,
      type: type ?? 'invalid_request_error',
      param: param ?? null,
      code: code ?? null,
    },
  };
}

/** `retry-after` in whole seconds, and in milliseconds. */
export function retryHeaders(waitMs: number): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(waitMs / 1_000)),
    'retry-after-ms': String(waitMs),
  };
}

/** A key as servers show it. */
export function maskKey(key: string): string {
  return key.length < 8 ? '****' : `${key.slice(0, 4)}****${key.slice(-4)}`;
}

/** The proxies in front of OpenAI answer in HTML. */
function page(status: number, title: string): Words {
  const body =
    `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${status} ${title}</h1></center>\r\n<hr><center>cloudflare</center>\r\n` +
    '</body>\r\n</html>\r\n';
  return { status, message: title, body };
}

function unsupportedMessage(param: string): string {
  // So did models say that were older than the parameter.
  if (param === 'max_completion_tokens') return `Unrecognized request argument supplied: ${param}`;
  const advice = param === 'max_tokens' ? " Use 'max_completion_tokens' instead." : '';
  return `Unsupported parameter: '${param}' is not supported with this model.${advice}`;
}

/** In OpenAI's words, which those pass on that stand before it. */
export function tooLongMessage({ prompt, output, context }: TooLong): string {
  const limit = `This model's maximum context length is ${context} tokens.`;
  if (prompt > context || output === 0) {
    const asked = `However, your messages resulted in ${prompt} tokens.`;
    return `${limit} ${asked} Please reduce the length of the messages.`;
  }
  const parts = `${prompt} in the messages, ${output} in the completion`;
  const asked = `However, you requested ${prompt + output} tokens (${parts}).`;
  return `${limit} ${asked} Please reduce the length of the messages or completion.`;
}

function rateLimitMessage({ unit, limit, waitMs }: RateLimited): string {
  const per = unit === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)';
  return (
    `Rate limit reached for sandbox in organization org-sandbox on ${per}: Limit ${limit}, ` +
    `Used ${limit}, Requested 1. Please try again in ${formatDuration(waitMs)}. Visit ` +
    'https://platform.openai.com/account/rate-limits to learn more.'
  );
}
