import type { Dialect, Words } from './dialect.ts';
import { tooLongMessage } from './openai.ts';

/*
 * Gateways: one address for the models of many. They wrap what the provider behind them says.
 * From their documents and sources, and from public reports, 2024 to 2026.
 */

const openrouter: Dialect = {
  limitHeaders: 'none',
  requestId: null,
  refusesSchemaKeywords: true,
  thinking: 'reasoning',
  keepAlive: ': OPENROUTER PROCESSING',
  envelope: ({ status, message, code }) => ({
    error: { message, code: status, ...(code ? { metadata: { error_type: code } } : {}) },
    user_id: 'user_sandbox',
  }),
  words: {
    wrong_key: () => ({ status: 401, message: 'User not found.' }),
    unknown_model: ({ model }) => ({ status: 400, message: `${model} is not a valid model ID` }),
    schema_keyword: ({ type, keywords }) =>
      fromProvider(
        `output_config.format.schema: For '${type}' type, properties ${keywords.join(', ')} are not supported`,
      ),
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      message:
        `This endpoint's maximum context length is ${context} tokens. However, you requested about ` +
        `${prompt + output} tokens (${prompt} of text input, ${output} in the output). Please reduce ` +
        'the length of either one, or use the "middle-out" transform to compress your prompt ' +
        'automatically.',
    }),
    flagged: () => {
      const message =
        'sandbox requires moderation on Sandbox. Your input was flagged for "violence".';
      const metadata = {
        reasons: ['violence'],
        flagged_input: 'Het parket …',
        provider_name: 'Sandbox',
        model_slug: 'tolk/sandbox',
      };
      return { status: 403, message, body: { error: { message, code: 403, metadata } } };
    },
    rate_limited: ({ waitMs }) => ({
      status: 429,
      message: 'Rate limit exceeded: free-models-per-min.',
      headers: {
        'x-ratelimit-limit': '20',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.now() + waitMs),
      },
    }),
    // Found while the answer was in progress: the status was sent before.
    no_quota: () => {
      const message = 'Insufficient credits. Add more using https://openrouter.ai/settings/credits';
      return { status: 200, message, body: { error: { message, code: 402 } } };
    },
    server_error: () => fromProvider('Internal server error', 502),
    overloaded: () => fromProvider('Overloaded', 503),
  },
  shape: (body) => ({
    ...body,
    provider: 'Sandbox',
    choices: body.choices.map((choice) => ({
      ...choice,
      native_finish_reason: choice.finish_reason === 'stop' ? 'end_turn' : choice.finish_reason,
    })),
    usage: { ...body.usage, cost: 0, is_byok: false },
  }),
};

/** What the provider behind a gateway said; it is in the details only. */
function fromProvider(raw: string, status = 400): Words {
  const message = 'Provider returned error';
  const metadata = {
    raw: JSON.stringify({ type: 'error', error: { message: raw } }),
    provider_name: 'Sandbox',
  };
  return { status, message, body: { error: { message, code: status, metadata } } };
}

const litellm: Dialect = {
  requestId: 'x-litellm-call-id',
  envelope: ({ status, message, type, param }) => ({
    error: {
      message,
      type: type ?? 'invalid_request_error',
      param: param ?? 'None',
      code: String(status),
    },
  }),
  words: {
    wrong_key: ({ key }) => ({
      status: 401,
      type: 'token_not_found_in_db',
      param: 'key',
      message:
        'Authentication Error, Invalid proxy server token passed. Received API Key = ' +
        `sk-...${key.slice(-4)}, Key Hash (Token) =88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b. ` +
        'Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
    }),
    unknown_model: ({ model }) => ({
      status: 400,
      message:
        `/chat/completions: Invalid model name passed in model=${model}. Call \`/v1/models\` to view ` +
        'available models for your key.',
    }),
    unsupported_parameter: ({ param }) => ({
      status: 400,
      message:
        `litellm.UnsupportedParamsError: openai does not support parameters: ['${param}'], for ` +
        'model=sandbox. To drop these, set `litellm.drop_params=True` or for proxy: ' +
        '`litellm_settings:\n drop_params: true`\n',
    }),
    too_long: (problem) => ({
      status: 400,
      message:
        'litellm.BadRequestError: litellm.ContextWindowExceededError: litellm.BadRequestError: ' +
        `ContextWindowExceededError: OpenAIException - ${tooLongMessage(problem)}. Received Model ` +
        'Group=sandbox\nAvailable Model Group Fallbacks=None',
    }),
    flagged: () => ({
      status: 400,
      message:
        'litellm.BadRequestError: litellm.ContentPolicyViolationError: ' +
        'litellm.ContentPolicyViolationError: AzureException - The response was filtered due to the ' +
        "prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
    }),
    rate_limited: ({ limit, unit, waitMs }) => ({
      status: 429,
      type: 'throttling_error',
      message:
        'litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit reached for sandbox on ' +
        `${unit} per min: Limit ${limit}. Received Model Group=sandbox`,
      headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    }),
    no_quota: () => ({
      status: 400,
      type: 'budget_exceeded',
      message: 'Budget has been exceeded! Current cost: 1.0000025, Max budget: 1.0',
    }),
    server_error: () => ({
      status: 500,
      type: 'server_error',
      message:
        'litellm.InternalServerError: InternalServerError: OpenAIException - The server had an error',
    }),
  },
};

/** The dialects of gateways. */
export const gateways = { openrouter, litellm } as const satisfies Readonly<
  Record<string, Dialect>
>;
