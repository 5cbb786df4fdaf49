import { type BatchProblem, requestLineSchema } from './batch.ts';

/** What a file is held to. */
export interface FileRules {
  readonly maxRequests: number;
  /** The models there are; every name where it is undefined. */
  readonly models: readonly string[] | undefined;
}

/** OpenAI's rules for a file: not empty, not too long, unique ids, one model that takes batches. */
export function validateLines(
  lines: readonly string[],
  { maxRequests, models }: FileRules,
): BatchProblem | null {
  if (lines.length === 0) return problem('empty_file', 'The input file is empty.');
  if (lines.length > maxRequests) {
    return problem('too_many_tasks', `The batch has more than ${maxRequests} requests.`);
  }
  const ids = new Set<string>();
  const first = modelOf(lines[0] ?? '');
  for (const [at, line] of lines.entries()) {
    const found = checkLine(line, ids, first);
    if (found) return { ...found, line: at + 1 };
  }
  if (models === undefined || models.includes(first)) return null;
  const message = `The provided model '${first}' is not supported by the Batch API.`;
  return { code: 'model_not_found', message, param: 'body.model', line: 1 };
}

function checkLine(line: string, ids: Set<string>, model: string): BatchProblem | null {
  const parsed = requestLineSchema.safeParse(parseJson(line));
  if (!parsed.success) {
    return problem('invalid_json_line', 'This line is not parseable as valid JSON.');
  }
  const { custom_id, body } = parsed.data;
  if (ids.has(custom_id)) {
    const message = `The custom_id ${custom_id} for this request is a duplicate of another request.`;
    return problem('duplicate_custom_id', message, 'custom_id');
  }
  ids.add(custom_id);
  if (body.model === model) return null;
  const message = `All requests in a batch must be for the same model: expected ${model}.`;
  return problem('mismatched_model', message, 'body.model');
}

/** The model of a request line; empty for what is none. */
export function modelOf(line: string): string {
  return requestLineSchema.safeParse(parseJson(line)).data?.body.model ?? '';
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** There are too many tokens in progress for another batch; in the words OpenAI uses. */
export function overTokenLimit(maxTokens: number): BatchProblem {
  const limit = maxTokens.toLocaleString('en-US');
  return problem(
    'token_limit_exceeded',
    `Enqueued token limit reached for sandbox. Limit: ${limit} enqueued tokens. ` +
      'Please try again once some in_progress batches have been completed.',
  );
}

function problem(code: string, message: string, param: string | null = null): BatchProblem {
  return { code, message, param, line: null };
}
