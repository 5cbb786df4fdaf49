import { describe, expect, test } from 'vitest';
import { classifyErrorBody, errorInAnswer } from '../../../src/llm/http/errors/classify-body.ts';
import {
  describeProblem,
  dialectNames,
  dialectOf,
} from '../../../src/sandbox/dialects/dialects.ts';
import type { Problem } from '../../../src/sandbox/problems.ts';
import {
  type ErrorSample,
  filtered,
  forbidden,
  noQuota,
  rateLimited,
  tooLong,
  unknownModel,
  wrongKey,
} from '../../support/dialects/errors.ts';

const classify = ({ status, body, headers }: Omit<ErrorSample, 'server'>) =>
  classifyErrorBody({ status, body, headers: new Headers(headers), model: 'm' });

describe('an error means the same in every dialect', () => {
  const meanings = [
    ['llm.too_long', tooLong],
    ['llm.unauthorized', wrongKey],
    ['llm.no_quota', noQuota],
    ['llm.unknown_model', unknownModel],
    ['llm.filtered', filtered],
    ['llm.forbidden', forbidden],
  ] as const;
  for (const [code, samples] of meanings) {
    test.each(samples.map((sample) => [sample.server, sample] as const))(
      `${code}: %s`,
      (_, sample) => {
        expect(classify(sample).code).toBe(code);
        // As text, as a proxy may pass it on.
        expect(classify({ ...sample, body: JSON.stringify(sample.body) }).code).toBe(code);
      },
    );
  }

  test.each(rateLimited.map((sample) => [sample.server, sample] as const))(
    'llm.rate_limited: %s',
    (_, sample) => {
      expect(classify(sample)).toMatchObject({ code: 'llm.rate_limited', retryAfterMs: sample.ms });
    },
  );
});

describe('what the sandbox says in the words of many servers', () => {
  const problems: ReadonlyArray<readonly [Problem, string]> = [
    [{ kind: 'wrong_key', key: 'sk-test-1234567890' }, 'llm.unauthorized'],
    [{ kind: 'forbidden' }, 'llm.forbidden'],
    [{ kind: 'unknown_model', model: 'nope' }, 'llm.unknown_model'],
    [{ kind: 'unknown_argument', param: 'prompt_cache_key' }, 'llm.bad_request'],
    [{ kind: 'unsupported_parameter', param: 'max_completion_tokens' }, 'llm.bad_request'],
    [{ kind: 'schema_unsupported', type: 'json_schema' }, 'llm.bad_request'],
    [{ kind: 'schema_keyword', type: 'integer', keywords: ['minimum'] }, 'llm.bad_request'],
    [
      { kind: 'unsupported_value', param: 'temperature', value: '0.2', supported: ['1'] },
      'llm.bad_request',
    ],
    [{ kind: 'limit_too_large', asked: 20_000, limit: 8_192 }, 'llm.too_long'],
    [{ kind: 'too_long', prompt: 5_000, output: 1_000, context: 4_096 }, 'llm.too_long'],
    [{ kind: 'too_long', prompt: 5_000, output: 0, context: 4_096 }, 'llm.too_long'],
    [{ kind: 'flagged' }, 'llm.filtered'],
    [{ kind: 'rate_limited', unit: 'tokens', limit: 10, waitMs: 41_000 }, 'llm.rate_limited'],
    [{ kind: 'no_quota' }, 'llm.no_quota'],
    [{ kind: 'billing_not_active' }, 'llm.no_quota'],
    [{ kind: 'server_error' }, 'llm.server_error'],
    [{ kind: 'overloaded' }, 'llm.overloaded'],
    [{ kind: 'gateway_timeout' }, 'llm.timeout'],
  ];
  test.each(dialectNames)('%s', (name) => {
    for (const [problem, code] of problems) {
      const { status, headers, body } = describeProblem(dialectOf(name), problem);
      expect([problem.kind, classify({ status, body, ...(headers && { headers }) }).code]).toEqual([
        problem.kind,
        code,
      ]);
    }
  });
});

describe('a status alone', () => {
  test.each<readonly [number, string]>([
    ...[301, 302, 303, 307, 308, 405, 407].map((status) => [status, 'llm.wrong_address'] as const),
    ...[408, 504, 524].map((status) => [status, 'llm.timeout'] as const),
    ...[409, 421, 425, 499, 500, 502, 520].map((status) => [status, 'llm.server_error'] as const),
    ...[521, 522, 523, 525, 526, 530].map((status) => [status, 'llm.unreachable'] as const),
    ...[498, 503, 529].map((status) => [status, 'llm.overloaded'] as const),
    ...[400, 406, 415, 418, 422].map((status) => [status, 'llm.bad_request'] as const),
    [404, 'llm.wrong_address'],
  ])('%i → %s', (status, code) => {
    expect(classify({ status, body: '' }).code).toBe(code);
  });
});

test('a redirect says where to, and what to set', () => {
  const headers = { location: 'https://api.example.com/v1/chat/completions' };
  expect(classify({ status: 308, body: '', headers }).message).toBe(
    'the LLM API redirects to another address (308); set LLM_BASE_URL accordingly: ' +
      'https://api.example.com/v1/chat/completions',
  );
});

describe('an error in an answer that came as a success goes the way of its code', () => {
  test.each<[unknown, string]>([
    [{ error: { code: 402, message: 'Insufficient credits' } }, 'llm.no_quota'],
    [{ error: { code: 429, message: 'Rate limit exceeded' } }, 'llm.rate_limited'],
    [{ error: { code: '401', message: 'No auth' } }, 'llm.unauthorized'],
    [{ error: { code: 502, message: 'upstream' } }, 'llm.server_error'],
    [{ error: 'model is overloaded' }, 'llm.overloaded'],
    [
      { choices: [{ error: { code: 403, message: 'flagged' }, finish_reason: 'error' }] },
      'llm.filtered',
    ],
    [
      {
        object: 'error',
        message: 'maximum context length is 9',
        type: 'BadRequestError',
        code: 400,
      },
      'llm.too_long',
    ],
    [{ message: 'Too many requests', status_code: 429 }, 'llm.rate_limited'],
    [{ detail: 'Not authenticated: invalid api key' }, 'llm.unauthorized'],
    [{ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'llm.no_quota'],
    [[{ error: { code: 503, status: 'UNAVAILABLE', message: 'try later' } }], 'llm.overloaded'],
    [{ success: false, errors: [{ code: 5006, message: 'oops' }] }, 'llm.server_error'],
  ])('%j → %s', (body, code) => {
    expect(errorInAnswer({ body, model: 'm' })?.code).toBe(code);
  });

  test.each<[unknown]>([
    [{ choices: [{ message: { content: 'Hi' } }], error: null }],
    [{ choices: [{ message: { content: 'Hi' }, error: null }], error: {} }],
    [{ choices: [] }],
    [null],
    ['text'],
  ])('%j is no error', (body) => {
    expect(errorInAnswer({ body, model: 'm' })).toBeNull();
  });
});

describe('the server’s own words', () => {
  const say = (message: string, headers: Record<string, string> = {}) =>
    classify({ status: 400, body: { error: { message, code: 'odd' } }, headers }).message;

  test('are in the message, with its name for the request', () => {
    expect(say('temperature must be 1', { 'request-id': 'req_1' })).toBe(
      'the LLM API refuses the request (400, odd); it says: temperature must be 1 (request req_1)',
    );
  });

  test('without keys, control characters, and most of a long text', () => {
    for (const key of [
      'sk-proj-abcdefgh12345678',
      'AIzaSyA1234567890abcdefghijklmnopqrstu',
      'Bearer abcdef1234567890',
      '0123456789abcdef0123456789abcdef',
      'xai-abcdef123456',
    ])
      expect(say(`no: ${key}!`)).not.toContain(key.replace('Bearer ', ''));
    expect(say('red \u001b[31m\u202e\u0000line\nnext')).toContain('red [31m line next');
    expect(say('word '.repeat(1_000)).length).toBeLessThan(400);
  });

  test('of whatever a body repeats of the request only the problem is told', () => {
    const body = {
      detail: [
        {
          type: 'extra_forbidden',
          loc: ['body', 'prompt_cache_key'],
          msg: 'Extra inputs are not permitted',
          input: 'De burgemeester van Utrecht',
        },
      ],
    };
    const { message, code } = classify({ status: 422, body });
    expect(code).toBe('llm.bad_request');
    expect(message).toContain('Extra inputs are not permitted');
    expect(message).not.toContain('burgemeester');
  });
});
