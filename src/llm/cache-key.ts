import { createHash } from 'node:crypto';
import { isUnusualEffort } from './http/reasoning.ts';
import type { LlmRequest } from './http/request.ts';
import { schemaText } from './http/wire-schema.ts';

/** Goes up with a change that makes all finished calls worthless. */
const version = 1;

/**
 * What makes two calls the same: model, messages, schema, output limit and round, and a reasoning
 * effort that was asked for instead of the usual one. How the server wants it said does not count.
 */
export function cacheKey(request: LlmRequest): string {
  const { model, task, messages, form, schema, maxOutputTokens, round } = request;
  const effort = request.extras?.effort;
  const identity = [
    version,
    model,
    messages.map(({ role, content }) => [role, content]),
    form === 'text' ? form : schemaText(schema, task),
    maxOutputTokens,
    round,
    ...(isUnusualEffort(model, effort) ? [effort] : []),
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}
