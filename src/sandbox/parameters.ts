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
  return refusableParameters.some((known) => known === name);
}

/** True when the request contains this parameter. */
export function hasParameter(request: ChatRequest, name: Refusable): boolean {
  if (name === 'json_schema') return request.response_format?.type === 'json_schema';
  return request[name] !== undefined && request[name] !== null;
}

/** The error of a server that does not know this parameter. */
export function unsupported(name: Refusable): ApiError {
  const isSchema = name === 'json_schema';
  const param = isSchema ? 'response_format' : name;
  const what = isSchema ? `'${param}' of type 'json_schema'` : `'${param}'`;
  return {
    status: 400,
    message: `Unsupported parameter: ${what} is not supported with this model.`,
    type: 'invalid_request_error',
    code: 'unsupported_parameter',
    param,
  };
}
