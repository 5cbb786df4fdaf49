import type { Problem } from './problems.ts';
import type { ChatRequest } from './protocol.ts';

/** Request parameters a server may not know; `system` is the role of that name. */
export const refusableParameters = [
  'response_format',
  'json_schema',
  'json_object',
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'prompt_cache_key',
  'stream',
  'stream_options',
  'reasoning_effort',
  'service_tier',
  'system',
] as const;

/** A request parameter a server may not know. */
export type Refusable = (typeof refusableParameters)[number];

/** True when the request contains this parameter. */
export function hasParameter(request: ChatRequest, name: Refusable): boolean {
  switch (name) {
    case 'json_schema':
    case 'json_object':
      return request.response_format?.type === name;
    case 'system':
      return request.messages.some(({ role }) => role === 'system');
    case 'stream':
      return request.stream === true;
    case 'temperature':
      return (request.temperature ?? 1) !== 1;
    default:
      return request[name] !== undefined && request[name] !== null;
  }
}

/** The problem of a server that does not know this parameter. */
export function unsupported(name: Refusable, request?: ChatRequest): Problem {
  const value = (param: string, given: unknown, supported: readonly string[]): Problem => ({
    kind: 'unsupported_value',
    param,
    value: typeof given === 'string' ? `'${given}'` : String(given),
    supported,
  });
  switch (name) {
    case 'json_schema':
    case 'json_object':
      return { kind: 'schema_unsupported', type: name };
    case 'temperature':
      return value(name, request?.temperature ?? 0.2, ['1']);
    case 'stream':
      return value(name, true, ['false']);
    case 'system':
      return value('messages[0].role', name, ['user', 'assistant']);
    default:
      return { kind: 'unsupported_parameter', param: name };
  }
}

/** The arguments of a Chat Completions request, as OpenAI's API document of 2026-08 lists them. */
const knownArguments = new Set(
  [
    'audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens',
    'max_tokens messages metadata modalities model moderation n parallel_tool_calls prediction',
    'presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort',
    'response_format safety_identifier seed service_tier stop store stream stream_options temperature',
    'tool_choice tools top_logprobs top_p user verbosity web_search_options',
  ].flatMap((line) => line.split(' ')),
);

/** The first argument of a request that OpenAI's API does not have. */
export function unknownArgument(request: ChatRequest): string | undefined {
  return Object.keys(request).find((name) => !knownArguments.has(name));
}
