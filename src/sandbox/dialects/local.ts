import type { CompletionBody, Dialect } from './dialect.ts';

/*
 * Servers that people run on machines of their own. From their sources (vLLM, llama.cpp, SGLang),
 * from a real llama-server, and from public reports, 2024 to 2026.
 */

const vllm: Dialect = {
  limitHeaders: 'none',
  requestId: null,
  refuses: ['prompt_cache_key', 'service_tier'],
  thinking: 'closing_tag',
  // Flat until 0.10; in `error` from then on.
  envelope: ({ status, message, type, param }) => ({
    object: 'error',
    message,
    type: type ?? 'BadRequestError',
    param: param ?? null,
    code: status,
  }),
  words: {
    wrong_key: () => ({ status: 401, message: 'Unauthorized', body: { error: 'Unauthorized' } }),
    unknown_model: ({ model }) => ({
      status: 404,
      type: 'NotFoundError',
      message: `The model \`${model}\` does not exist.`,
    }),
    unsupported_parameter: ({ param }) => ({
      status: 400,
      message:
        `[{'type': 'extra_forbidden', 'loc': ('body', '${param}'), 'msg': 'Extra inputs are not ` +
        "permitted', 'input': 800}]",
    }),
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      message:
        prompt > context
          ? `This model's maximum context length is ${context} tokens. However, you requested ` +
            `${prompt + output} tokens (${prompt} in the messages, ${output} in the completion). ` +
            'Please reduce the length of the messages or completion.'
          : `'max_tokens' or 'max_completion_tokens' is too large: ${output}. This model's maximum ` +
            `context length is ${context} tokens and your request has ${prompt} input tokens ` +
            `(${output} > ${context} - ${prompt}).`,
    }),
    unsupported_value: ({ param }) =>
      param.endsWith('.role')
        ? { status: 400, message: 'System role not supported' }
        : { status: 400, message: `Input should be a valid value for ${param}`, param },
    server_error: () => ({
      status: 500,
      type: 'InternalServerError',
      message: 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
    }),
  },
  shape: (body) => ({
    ...body,
    service_tier: null,
    system_fingerprint: null,
    usage: bareUsage(body),
    choices: body.choices.map((choice) => ({ ...choice, stop_reason: null })),
    prompt_logprobs: null,
  }),
};

/** Usage without details: what was thought is in the completion's tokens, and not told. */
function bareUsage({ usage }: CompletionBody): CompletionBody['usage'] {
  const { prompt_tokens, completion_tokens, total_tokens } = usage;
  return { prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details: null };
}

const sglang: Dialect = {
  ...vllm,
  thinking: 'tags',
  words: {
    ...vllm.words,
    too_long: ({ prompt, output, context }) => ({
      status: 400,
      message:
        `Requested token count exceeds the model's maximum context length of ${context} tokens. You ` +
        `requested a total of ${prompt + output} tokens: ${prompt} tokens from the input messages and ` +
        `${output} tokens for the completion. Please reduce the number of tokens in the input messages ` +
        'or the completion to fit within the limit.',
    }),
  },
};

const llamacpp: Dialect = {
  limitHeaders: 'none',
  countsPromptOnly: true,
  requestId: null,
  thinking: 'reasoning_content',
  envelope: ({ status, message, type }) => ({
    error: { code: status, message, type: type ?? 'invalid_request_error' },
  }),
  words: {
    wrong_key: () => ({ status: 401, type: 'authentication_error', message: 'Invalid API Key' }),
    too_long: ({ prompt, context }) => {
      const message = `request (${prompt} tokens) exceeds the available context size (${context} tokens), try increasing it`;
      const error = {
        code: 400,
        message,
        type: 'exceed_context_size_error',
        n_prompt_tokens: prompt,
        n_ctx: context,
      };
      return { status: 400, message, body: { error } };
    },
    overloaded: () => ({ status: 503, type: 'unavailable_error', message: 'Loading model' }),
    server_error: () => ({ status: 500, type: 'server_error', message: 'Internal Server Error' }),
  },
  shape: (body) => ({
    ...body,
    usage: bareUsage(body),
    timings: { prompt_n: body.usage.prompt_tokens, predicted_n: body.usage.completion_tokens },
  }),
};

const ollama: Dialect = {
  limitHeaders: 'none',
  countsPromptOnly: true,
  requestId: null,
  cutsPrompt: true,
  thinking: 'reasoning',
  envelope: ({ message, type }) => ({
    error: { message, type: type ?? 'api_error', param: null, code: null },
  }),
  words: {
    unknown_model: ({ model }) => ({
      status: 404,
      type: 'not_found_error',
      message: `model '${model}' not found`,
    }),
    overloaded: () => ({
      status: 503,
      type: 'api_error',
      message: 'server busy, please try again.  maximum pending requests exceeded',
    }),
    server_error: () => ({
      status: 500,
      type: 'api_error',
      message: 'llama runner process has terminated: signal: killed',
    }),
  },
  shape: (body) => ({ ...body, system_fingerprint: 'fp_ollama', usage: bareUsage(body) }),
};

const lmstudio: Dialect = {
  limitHeaders: 'none',
  countsPromptOnly: true,
  requestId: null,
  refuses: ['json_object'],
  thinking: 'tags',
  envelope: ({ message }) => ({ error: message }),
  words: {
    schema_unsupported: () => ({
      status: 400,
      message: "'response_format.type' must be 'json_schema' or 'text'",
    }),
    unknown_model: ({ model }) => ({
      status: 404,
      message: `Model "${model}" not found. Please specify a valid model.`,
    }),
    // With status 200, since 0.4.
    too_long: ({ prompt, context }) => ({
      status: 200,
      message:
        `Trying to keep the first ${prompt} tokens when context the overflows. However, the model is ` +
        `loaded with context length of only ${context} tokens, which is not enough. Try to load the ` +
        'model with a larger context length, or provide a shorter input',
    }),
    server_error: () => ({
      status: 400,
      message: 'The model has crashed without additional information. (Exit code: null)',
    }),
  },
  shape: (body) => ({ ...body, stats: {}, usage: bareUsage(body) }),
};

/** The dialects of servers that people run themselves. */
export const local = {
  vllm,
  sglang,
  llamacpp,
  ollama,
  lmstudio,
} as const satisfies Readonly<Record<string, Dialect>>;
