import type { ServerResponse } from 'node:http';
import { model } from './completion.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { ModelOptions } from './options.ts';
import { refuse, send } from './respond.ts';

/** Who owns the model; `isSandbox` in `llm/http/openai-client.ts` looks for it. */
const sandboxOwner = 'tolk-sandbox';

function describe(id: string): object {
  return { id, object: 'model', created: 0, owned_by: sandboxOwner, shutdown_date: null };
}

/** `GET /v1/models`. */
export function listModels(response: ServerResponse, { models = [model] }: ModelOptions): void {
  send(response, 200, { object: 'list', data: models.map(describe) });
}

/** `GET /v1/models/ID`. */
export function showModel(
  response: ServerResponse,
  id: string,
  { models }: ModelOptions,
  dialect: Dialect,
): void {
  if (models === undefined || models.includes(id)) send(response, 200, describe(id));
  else refuse(response, dialect, { kind: 'unknown_model', model: id });
}
