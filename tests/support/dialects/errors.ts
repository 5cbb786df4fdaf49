/** An error answer as a server gives it. */
export interface ErrorSample {
  readonly server: string;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const openai = (
  message: string,
  type: string,
  code: string | null,
  param: string | null = null,
) => ({
  error: { message, type, param, code },
});

const google = (code: number, status: string, message: string, details: readonly object[] = []) => [
  { error: { code, message, status, details } },
];

const openrouter = (code: number, message: string, metadata?: object) => ({
  error: { message, code, ...(metadata && { metadata }) },
  user_id: 'user_1',
});

/** The text is longer than the model takes. */
export const tooLong: readonly ErrorSample[] = [
  {
    server: 'OpenAI',
    status: 400,
    body: openai(
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 130011 tokens. Please reduce the length of the messages.",
      'invalid_request_error',
      'context_length_exceeded',
      'messages',
    ),
  },
  {
    server: 'OpenAI, a minute’s tokens',
    status: 429,
    body: openai(
      'Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 40012. The input or output tokens must be reduced in order to run successfully.',
      'tokens',
      'rate_limit_exceeded',
    ),
  },
  {
    server: 'OpenAI, Responses',
    status: 400,
    body: openai(
      'Your input exceeds the context window of this model. Please adjust your input and try again.',
      'invalid_request_error',
      null,
    ),
  },
  {
    server: 'llama-server',
    status: 400,
    body: {
      error: {
        code: 400,
        message:
          'request (1524 tokens) exceeds the available context size (1024 tokens), try increasing it',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 1524,
        n_ctx: 1024,
      },
    },
  },
  {
    server: 'llama-server, older',
    status: 500,
    body: {
      error: {
        code: 500,
        message:
          'the request exceeds the available context size. try increasing the context size or enable context shift',
        type: 'server_error',
      },
    },
  },
  {
    server: 'vLLM',
    status: 400,
    body: {
      object: 'error',
      message:
        "This model's maximum context length is 2048 tokens. However, you requested 2442 tokens (1000 in the messages, 1442 in the completion). Please reduce the length of the messages or completion.",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  {
    server: 'vLLM, both names',
    status: 400,
    body: {
      error: {
        message:
          "'max_tokens' or 'max_completion_tokens' is too large: 1442. This model's maximum context length is 2048 tokens and your request has 1148 input tokens (1442 > 2048 - 1148).",
        type: 'BadRequestError',
        param: null,
        code: 400,
      },
    },
  },
  {
    server: 'SGLang',
    status: 400,
    body: {
      object: 'error',
      message: "The input (5000 tokens) is longer than the model's context length (4096 tokens).",
      type: 'BadRequestError',
      code: 400,
    },
  },
  {
    server: 'TGI',
    status: 422,
    body: {
      error:
        'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048. Given: 1500 `inputs` tokens and 1000 `max_new_tokens`',
      error_type: 'validation',
    },
  },
  {
    server: 'Anthropic',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'prompt is too long: 210000 tokens > 200000 maximum',
      },
      request_id: 'req_011CS',
    },
  },
  {
    server: 'Gemini',
    status: 400,
    body: google(
      400,
      'INVALID_ARGUMENT',
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ),
  },
  {
    server: 'Vertex',
    status: 400,
    body: google(
      400,
      'INVALID_ARGUMENT',
      'Unable to submit request because the input token count is 33000 but the model only supports up to 32768.',
    ),
  },
  {
    server: 'Groq',
    status: 413,
    body: openai(
      'Request too large for model `llama-3.1-8b-instant` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 8012, please reduce your message size and try again.',
      'tokens',
      'rate_limit_exceeded',
    ),
  },
  {
    server: 'DeepSeek',
    status: 400,
    body: openai(
      "This model's maximum context length is 65536 tokens. However, you requested 70000 tokens (66000 in the messages, 4000 in the completion). Please reduce the length of the messages or completion.",
      'invalid_request_error',
      'invalid_request_error',
    ),
  },
  {
    server: 'Mistral',
    status: 400,
    body: {
      object: 'error',
      message:
        'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      type: 'invalid_request_prompt',
      param: null,
      code: '3051',
    },
  },
  {
    server: 'Cohere',
    status: 400,
    body: {
      message:
        'too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000.',
    },
  },
  {
    server: 'Bedrock',
    status: 400,
    headers: { 'x-amzn-errortype': 'ValidationException' },
    body: { message: 'Input is too long for requested model.' },
  },
  {
    server: 'Together',
    status: 422,
    body: openai(
      'Input validation error: `inputs` must have less than 8192 tokens. Given: 9000',
      'invalid_request_error',
      null,
    ),
  },
  {
    server: 'xAI',
    status: 400,
    body: {
      code: 'Client specified an invalid argument',
      error: "This model's maximum prompt length is 131072 but the request contains 140000 tokens.",
    },
  },
  {
    server: 'Fireworks',
    status: 400,
    body: {
      error: {
        message: 'The prompt is too long: 40000, model maximum context length: 32767',
        type: 'invalid_request_error',
      },
    },
  },
  {
    server: 'Cerebras',
    status: 400,
    body: {
      message:
        'Please reduce the length of the messages or completion. Current length is 9000 while limit is 8192',
      type: 'invalid_request_error',
      param: 'messages',
      code: 'context_length_exceeded',
    },
  },
  {
    server: 'GitHub Models',
    status: 413,
    body: openai(
      'Request body too large for gpt-4o model. Max size: 8000 tokens.',
      '',
      'tokens_limit_reached',
    ),
  },
  {
    server: 'LM Studio',
    status: 400,
    body: {
      error:
        'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
    },
  },
  {
    server: 'LiteLLM',
    status: 400,
    body: openai(
      'litellm.ContextWindowExceededError: litellm.BadRequestError: AnthropicException - prompt is too long',
      'None',
      '400',
    ),
  },
  {
    server: 'OpenRouter, with the words of another',
    status: 400,
    body: openrouter(400, 'Provider returned error', {
      raw: '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
      provider_name: 'Anthropic',
    }),
  },
  {
    server: 'nginx',
    status: 413,
    body: '<html><head><title>413 Request Entity Too Large</title></head></html>',
  },
];

/** The key is wrong, or may do nothing. */
export const wrongKey: readonly ErrorSample[] = [
  {
    server: 'OpenAI',
    status: 401,
    body: openai(
      'Incorrect API key provided: sk-abcd*****wxyz. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_request_error',
      'invalid_api_key',
    ),
  },
  {
    server: 'Gemini',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      },
    ]),
  },
  {
    server: 'Gemini, expired',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.'),
  },
  {
    server: 'xAI',
    status: 400,
    body: {
      code: 'Client specified an invalid argument',
      error:
        'Incorrect API key provided: xa***. You can obtain an API key from https://console.x.ai.',
    },
  },
  {
    server: 'AWS',
    status: 403,
    headers: { 'x-amzn-errortype': 'UnrecognizedClientException' },
    body: { message: 'The security token included in the request is invalid.' },
  },
  {
    server: 'AWS, signature',
    status: 403,
    body: {
      __type: 'InvalidSignatureException',
      message: 'The request signature we calculated does not match the signature you provided.',
    },
  },
  {
    server: 'Anthropic',
    status: 401,
    body: { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
  },
  {
    server: 'Azure',
    status: 401,
    body: openai('Access denied due to invalid subscription key or wrong API endpoint.', '', '401'),
  },
  {
    server: 'OpenAI, a country',
    status: 403,
    body: openai(
      'Country, region, or territory not supported',
      'request_forbidden',
      'unsupported_country_region_territory',
    ),
  },
  {
    server: 'one-api',
    status: 400,
    body: openai('Invalid token: no valid API key', 'new_api_error', 'invalid_api_key'),
  },
  {
    server: 'DashScope',
    status: 400,
    body: { code: 'InvalidApiKey', message: 'Invalid API-key provided.', request_id: 'a-1' },
  },
  { server: 'any', status: 401, body: '' },
];

/** The money is gone, or a limit on it is reached. */
export const noQuota: readonly ErrorSample[] = [
  {
    server: 'OpenAI',
    status: 429,
    body: openai(
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      'insufficient_quota',
    ),
  },
  {
    server: 'OpenAI, through a gateway that drops the code',
    status: 429,
    body: openai(
      'You exceeded your current quota, please check your plan and billing details.',
      'upstream_error',
      null,
    ),
  },
  {
    server: 'OpenAI, billing not active',
    status: 429,
    body: openai(
      'Your account is not active, please check your billing details on our website.',
      'billing_not_active',
      'billing_not_active',
    ),
  },
  {
    server: 'OpenAI, hard limit',
    status: 400,
    body: openai(
      'Billing hard limit has been reached',
      'invalid_request_error',
      'billing_hard_limit_reached',
    ),
  },
  {
    server: 'LiteLLM, 400',
    status: 400,
    body: openai(
      'Budget has been exceeded! Current cost: 1.1, Max budget: 1.0',
      'budget_exceeded',
      '400',
    ),
  },
  {
    server: 'LiteLLM, 422',
    status: 422,
    body: openai(
      'ExceededBudget: User=u over budget. Spend=1.1, Budget=1.0',
      'budget_exceeded',
      '422',
    ),
  },
  {
    server: 'LiteLLM, 429',
    status: 429,
    body: openai(
      'Budget has been exceeded! Current cost: 1.1, Max budget: 1.0',
      'budget_exceeded',
      '429',
    ),
  },
  {
    server: 'Anthropic',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message:
          'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      },
    },
  },
  {
    server: 'Anthropic, own limit',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message:
          'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
      },
    },
  },
  {
    server: 'DeepSeek',
    status: 402,
    body: openai('Insufficient Balance', 'unknown_error', 'invalid_request_error'),
  },
  {
    server: 'OpenRouter',
    status: 402,
    body: openrouter(402, 'This request requires more credits, or fewer max_tokens.'),
  },
  {
    server: 'Gemini, not in the free tier',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      'You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-2.5-pro\nPlease retry in 41.9s.',
    ),
  },
  {
    server: 'Moonshot',
    status: 429,
    body: {
      error: {
        type: 'exceeded_current_quota_error',
        message:
          'Your account is suspended due to insufficient balance, please recharge your account',
      },
    },
  },
  {
    server: 'xAI',
    status: 403,
    body: {
      code: 'The caller does not have permission to execute the specified operation',
      error: "Your newly created teams doesn't have any credits yet.",
    },
  },
  {
    server: 'DashScope',
    status: 400,
    body: {
      code: 'Arrearage',
      message: 'Access denied, please make sure your account is in good standing.',
    },
  },
  {
    server: 'Hugging Face',
    status: 402,
    body: { error: 'You have exceeded your monthly included credits for Inference Providers.' },
  },
  {
    server: 'one-api',
    status: 403,
    body: openai('用户额度不足', 'one_api_error', 'insufficient_user_quota'),
  },
];

/** The model is unknown, gone, or not for this key. */
export const unknownModel: readonly ErrorSample[] = [
  {
    server: 'DeepSeek',
    status: 400,
    body: openai('Model Not Exist', 'invalid_request_error', 'invalid_request_error'),
  },
  {
    server: 'OpenAI',
    status: 404,
    body: openai(
      'The model `gpt-9` does not exist or you do not have access to it.',
      'invalid_request_error',
      'model_not_found',
    ),
  },
  {
    server: 'LiteLLM',
    status: 400,
    body: openai(
      '/chat/completions: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.',
      'invalid_request_error',
      '400',
    ),
  },
  {
    server: 'Groq',
    status: 400,
    body: openai(
      'The model `mixtral-8x7b-32768` has been decommissioned and is no longer supported.',
      'invalid_request_error',
      'model_decommissioned',
    ),
  },
  {
    server: 'OpenAI, a project’s rights',
    status: 403,
    body: openai(
      'Project `proj_1` does not have access to model `gpt-6-sol`',
      'invalid_request_error',
      'model_not_found',
    ),
  },
  {
    server: 'Bedrock',
    status: 403,
    body: { message: "You don't have access to the model with the specified model ID." },
  },
  {
    server: 'Bedrock, malformed',
    status: 400,
    body: { message: 'The provided model identifier is invalid.' },
  },
  {
    server: 'OpenRouter',
    status: 400,
    body: openrouter(400, 'gpt-nope is not a valid model ID'),
  },
  {
    server: 'OpenRouter, no endpoint',
    status: 404,
    body: openrouter(404, 'No endpoints found for openai/gpt-nope.'),
  },
  {
    server: 'Mistral',
    status: 400,
    body: {
      object: 'error',
      message: 'Invalid model: mistral-nope',
      type: 'invalid_model',
      param: null,
      code: '1500',
    },
  },
  {
    server: 'Ollama',
    status: 404,
    body: openai('model "nope" not found, try pulling it first', 'api_error', null),
  },
  {
    server: 'Azure',
    status: 404,
    body: openai('The API deployment for this resource does not exist.', '', 'DeploymentNotFound'),
  },
  {
    server: 'Anthropic',
    status: 404,
    body: { type: 'error', error: { type: 'not_found_error', message: 'model: claude-nope' } },
  },
  {
    server: 'Gemini',
    status: 404,
    body: google(
      404,
      'NOT_FOUND',
      'models/gemini-nope is not found for API version v1main, or is not supported for generateContent.',
    ),
  },
  {
    server: 'Hugging Face',
    status: 400,
    body: openai(
      "The requested model 'x/y' is not supported by any provider you have enabled.",
      'invalid_request_error',
      'model_not_supported',
      'model',
    ),
  },
];

/** A filter objects to the text. */
export const filtered: readonly ErrorSample[] = [
  {
    server: 'OpenRouter',
    status: 403,
    body: openrouter(403, 'Your input was flagged', {
      reasons: ['violence'],
      flagged_input: 'De burgemeester …',
      provider_name: 'OpenAI',
      model_slug: 'openai/x',
    }),
  },
  {
    server: 'OpenRouter, guardrail',
    status: 403,
    body: openrouter(403, 'Request blocked by a guardrail'),
  },
  {
    server: 'Azure',
    status: 400,
    body: {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: {} },
      },
    },
  },
  {
    server: 'OpenAI',
    status: 400,
    body: openai(
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy.',
      'invalid_request_error',
      'invalid_prompt',
    ),
  },
  {
    server: 'Anthropic',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'Output blocked by content filtering policy',
      },
    },
  },
  {
    server: 'DashScope',
    status: 400,
    body: {
      code: 'DataInspectionFailed',
      message: 'Input data may contain inappropriate content.',
    },
  },
  {
    server: 'a gateway',
    status: 403,
    body: { message: 'Request rejected: violates the moderation policy of your organization' },
  },
];

/** Forbidden, and it does not say that the key or the text is at fault. */
export const forbidden: readonly ErrorSample[] = [
  {
    server: 'Cloudflare',
    status: 403,
    body: '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>',
    headers: { 'content-type': 'text/html', 'cf-ray': '8f1-AMS' },
  },
  { server: 'any', status: 403, body: { error: { message: 'Forbidden', code: 403 } } },
  { server: 'AWS', status: 403, body: { message: 'Forbidden' } },
];

/** To be waited for, with the milliseconds that the server asks for. */
export const rateLimited: ReadonlyArray<ErrorSample & { readonly ms: number | undefined }> = [
  {
    server: 'OpenAI',
    status: 429,
    body: openai(
      'Rate limit reached for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 1500. Please try again in 6m1.5s. Visit https://platform.openai.com/account/rate-limits to learn more. You can increase your rate limit by adding a payment method to your account at https://platform.openai.com/account/billing.',
      'tokens',
      'rate_limit_exceeded',
    ),
    ms: 361_500,
  },
  {
    server: 'Gemini',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      'You exceeded your current quota, please check your plan and billing details.',
      [
        {
          '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
          violations: [
            { quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', quotaValue: '15' },
          ],
        },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '41s' },
      ],
    ),
    ms: 41_000,
  },
  {
    server: 'Azure',
    status: 429,
    body: openai(
      'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 6 seconds.',
      '',
      '429',
    ),
    ms: 6_000,
  },
  {
    server: 'GitHub Models',
    status: 429,
    headers: { 'retry-after': '41000' },
    body: openai(
      'Rate limit of 150 per 86400s exceeded for UserByModelByDay. Please wait 41000 seconds before retrying.',
      '',
      'RateLimitReached',
    ),
    ms: 41_000_000,
  },
  {
    server: 'Anthropic',
    status: 429,
    headers: { 'retry-after': '12' },
    body: {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message:
          'This request would exceed your organization’s rate limit of 40,000 input tokens per minute.',
      },
    },
    ms: 12_000,
  },
  {
    server: 'AWS',
    status: 400,
    body: {
      __type: 'ThrottlingException',
      message: 'Too many requests, please wait before trying again.',
    },
    ms: undefined,
  },
  {
    server: 'a proxy',
    status: 429,
    body: '<html><title>429 Too Many Requests</title></html>',
    ms: undefined,
  },
];
