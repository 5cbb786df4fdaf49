import { hasParameter, type Refusable, unsupported } from './parameters.ts';
import { type ApiError, type ChatRequest, chatRequestSchema, textOf } from './protocol.ts';

const maxBodyBytes = 16_000_000;

/** A request that can be answered, or the error to refuse it with. */
export type ReadRequest = { readonly request: ChatRequest } | { readonly error: ApiError };

/** Reads a request's body; parameters in `refuses` are unknown to this server. */
export function readRequest(body: string, refuses: readonly Refusable[]): ReadRequest {
  if (body.length > maxBodyBytes) return badRequest('the request is too large');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return badRequest('We could not parse the JSON body of your request.');
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    return badRequest(`Invalid value at '${place}': ${issue?.message ?? ''}`);
  }
  const unknown = refuses.find((name) => hasParameter(parsed.data, name));
  return unknown ? { error: unsupported(unknown) } : { request: parsed.data };
}

/** The question; after a repair there are several messages of the user, and it is the first. */
export function questionOf({ messages }: ChatRequest): string {
  const question = messages.find((message) => message.role === 'user') ?? messages[0];
  return question ? textOf(question) : '';
}

function badRequest(message: string): ReadRequest {
  return { error: { status: 400, message, type: 'invalid_request_error', code: null } };
}
