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
