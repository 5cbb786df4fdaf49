import { type BatchProblem, requestLineSchema } from './batch.ts';

/** OpenAI's rules for a file: not empty, not too long, unique ids, one model. */
export function validateLines(lines: readonly string[], maxRequests: number): BatchProblem | null {
  if (lines.length === 0) return problem('empty_file', 'The input file is empty.');
  if (lines.length > maxRequests) {
    return problem('too_many_tasks', `The batch has more than ${maxRequests} requests.`);
  }
  const ids = new Set<string>();
  const models = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const parsed = requestLineSchema.safeParse(JSON.parse(line));
    if (!parsed.success) return problem('invalid_json_line', 'This line is no request.', at + 1);
    const { custom_id, body } = parsed.data;
    if (ids.has(custom_id)) {
      return problem('duplicate_custom_id', 'The custom_id is used twice.', at + 1);
    }
    ids.add(custom_id);
    models.add(body.model);
    if (models.size > 1) {
      const message = 'All requests in a batch must be for the same model.';
      return problem('mismatched_model', message, at + 1);
    }
  }
  return null;
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

function problem(code: string, message: string, line: number | null = null): BatchProblem {
  return { code, message, line };
}
