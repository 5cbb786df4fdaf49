import type { ApiError, ChatRequest } from './protocol.ts';

/** Request parameters a server may not know. */
export const refusableParameters = [
  'response_format',
  'json_schema',
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'prompt_cache_key',
] as const;

/** A request parameter a server may not know. */
export type Refusable = (typeof refusableParameters)[number];

/** True for the name of one of them. */
export function isRefusable(name: string): name is Refusable {
  return refusableParameters.some((one) => one === name);
}

/** Does the request carry this parameter? */
export function hasParameter(request: ChatRequest, name: Refusable): boolean {
  return name === 'json_schema'
    ? request.response_format?.type === 'json_schema'
    : request[name] !== undefined && request[name] !== null;
}

/** What a server says that does not know this parameter. */
export function unsupported(name: Refusable): ApiError {
  const parameter = name === 'json_schema' ? 'response_format' : name;
  const what =
    name === 'json_schema' ? "'response_format' of type 'json_schema' is" : `'${name}' is`;
  return {
    status: 400,
    message: `Unsupported parameter: ${what} not supported with this model.`,
    type: 'invalid_request_error',
    code: 'unsupported_parameter',
    param: parameter,
  };
}
