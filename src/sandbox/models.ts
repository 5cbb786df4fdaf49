import type { ServerResponse } from 'node:http';
import { model } from './completion.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { ModelOptions } from './options.ts';
import { refuse, send } from './respond.ts';

/** Who owns the model; `isSandbox` in `llm/http/openai-client.ts` looks for it. */
const sandboxOwner = 'tolk-sandbox';

function describe(id: string, { shutdownOn = null }: { readonly shutdownOn?: string | null }) {
  return { id, object: 'model', created: 0, owned_by: sandboxOwner, shutdown_date: shutdownOn };
}

/** `GET /v1/models`. */
export function listModels(response: ServerResponse, options: ModelOptions): void {
  const data = (options.models ?? [model]).map((id) => describe(id, options));
  send(response, 200, { object: 'list', data });
}

/** `GET /v1/models/ID`. */
export function showModel(
  response: ServerResponse,
  id: string,
  options: ModelOptions,
  dialect: Dialect,
): void {
  const { models } = options;
  if (models === undefined || models.includes(id)) send(response, 200, describe(id, options));
  else refuse(response, dialect, { kind: 'unknown_model', model: id });
}
