import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/errors.ts';
import { classifyErrorBody } from '../../../src/llm/http/errors/classify-body.ts';
import {
  type DialectName,
  describeProblem,
  dialectNames,
  dialectOf,
} from '../../../src/sandbox/dialects/dialects.ts';
import type { Problem } from '../../../src/sandbox/problems.ts';

/** What each problem means to Tolk, in whatever words it comes. */
const meanings: ReadonlyArray<readonly [Problem, ErrorCode]> = [
  [{ kind: 'wrong_key', key: 'sk-1234567890' }, 'llm.unauthorized'],
  [{ kind: 'unknown_model', model: 'nobody' }, 'llm.unknown_model'],
  [{ kind: 'unsupported_parameter', param: 'prompt_cache_key' }, 'llm.bad_request'],
  [{ kind: 'unknown_argument', param: 'frobnicate' }, 'llm.bad_request'],
  [{ kind: 'schema_unsupported', type: 'json_schema' }, 'llm.bad_request'],
  [{ kind: 'schema_keyword', type: 'integer', keywords: ['minimum'] }, 'llm.bad_request'],
  [
    { kind: 'unsupported_value', param: 'temperature', value: '0.2', supported: ['1'] },
    'llm.bad_request',
  ],
  [{ kind: 'limit_too_large', asked: 90_000, limit: 16_384 }, 'llm.too_long'],
  [{ kind: 'too_long', prompt: 9_000, output: 1_000, context: 8_192 }, 'llm.too_long'],
  [{ kind: 'too_long', prompt: 5_000, output: 4_000, context: 8_192 }, 'llm.too_long'],
  [{ kind: 'flagged' }, 'llm.filtered'],
  [{ kind: 'rate_limited', unit: 'requests', limit: 60, waitMs: 2_500 }, 'llm.rate_limited'],
  [{ kind: 'rate_limited', unit: 'tokens', limit: 6_000, waitMs: 2_500 }, 'llm.rate_limited'],
  [{ kind: 'no_quota' }, 'llm.no_quota'],
  [{ kind: 'billing_not_active' }, 'llm.no_quota'],
  [{ kind: 'server_error' }, 'llm.server_error'],
  [{ kind: 'overloaded' }, 'llm.overloaded'],
  [{ kind: 'bad_gateway' }, 'llm.server_error'],
  [{ kind: 'gateway_timeout' }, 'llm.timeout'],
];

function meaningIn(name: DialectName | undefined, problem: Problem): ErrorCode {
  const { status, body, headers } = describeProblem(dialectOf(name), problem);
  return classifyErrorBody({ status, body, headers: new Headers(headers), model: 'nobody' }).code;
}

describe('what a server says means the same in every dialect', () => {
  test.each([undefined, ...dialectNames])('%s', (name) => {
    const found = meanings.map(([problem]) => `${problem.kind}: ${meaningIn(name, problem)}`);
    expect(found).toEqual(meanings.map(([{ kind }, code]) => `${kind}: ${code}`));
  });
});
