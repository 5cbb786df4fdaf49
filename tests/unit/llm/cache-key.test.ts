import { expect, test } from 'vitest';
import { z } from 'zod';
import { cacheKey } from '../../../src/llm/cache-key.ts';
import { summariseAnswerSchema, summariseSystem } from '../../../src/summarise/prompt.ts';
import {
  postEditSystem,
  refineSystem,
  translateAnswerSchema,
  translateSystem,
} from '../../../src/translate/prompt.ts';
import {
  claimSystem,
  confirmSystem,
  doubtsSchema,
  judgementsSchema,
  verifySystem,
} from '../../../src/verify/prompt.ts';

/*
 * The keys that finished calls were cached under on 2026-11-24, those of the
 * verifier on 2026-11-28. When one of these tests fails,
 * every call that users have paid for would be paid again: change the code, not the key.
 */
const keyOf = (task: string, system: string, schema: z.ZodType) =>
  cacheKey({
    model: 'gpt-4.1-mini',
    task,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: '{"title":null,"segments":[{"n":1,"nl":"Het huis."}]}' },
    ],
    schema,
    maxOutputTokens: 1_000,
    round: 0,
  });

const style = { spelling: 'american', register: 'plain', units: 'convert' } as const;

test.each([
  [
    'of a plain request',
    keyOf('test', 'Instructions.', z.object({ answer: z.string() })),
    'TvYmElJcvb2GFljhlmTmXj41TgUU9FqtqAlaHHij5NQ',
  ],
  [
    'of a translation',
    keyOf('translation', translateSystem({}), translateAnswerSchema),
    '3z84CPRX5GRT6psjqzi1gbSwUfyvCP3WmbCj9bk4nA8',
  ],
  [
    'of a translation in another style',
    keyOf('translation', translateSystem(style), translateAnswerSchema),
    'ezoT8RmFByC-mQPy6kNgSTJu2aqZr9RFiUoqjClUqcY',
  ],
  [
    'of a post-edit',
    keyOf('translation', postEditSystem({}), translateAnswerSchema),
    '1VGyfrjUanNRWeTMezmuMVv0gelHuuxJ6AIo0ieuGIc',
  ],
  [
    'of a second pass',
    keyOf('translation', refineSystem({}), translateAnswerSchema),
    'dmG9gy_MLmaylifZr5IYipLR3H6niyIRGE7wijB7mxA',
  ],
  [
    'of a short summary',
    keyOf('summary', summariseSystem('short'), summariseAnswerSchema),
    'U1fa83MgenhYd1Zkm1gHKUXV4QNCJZR5OcMqIvGIuDo',
  ],
  [
    'of a full summary',
    keyOf('summary', summariseSystem('full'), summariseAnswerSchema),
    'OxgnNdl8u5pn9mCMpuKHkZGRiIRlrsX24ohPwFahAig',
  ],
  [
    'of a verification',
    keyOf('verification', verifySystem, doubtsSchema),
    'ssHg6WuAm64RKyDQFZkmp4OhwDLZFSeljDaZaaPu4MQ',
  ],
  [
    'of the verification of a summary',
    keyOf('verification', claimSystem, doubtsSchema),
    '4fr8jkApixxVjpNoqT6hPPfRW2jL-2yKz3ltJ5Xutxk',
  ],
  [
    'of a confirmation',
    keyOf('confirmation', confirmSystem, judgementsSchema),
    'moAWXj45hn5xIw90Gsn1EeqB7rAYPKqY17wuq46A5cU',
  ],
])('the key %s stays what it was', (_, key, expected) => {
  expect(key).toBe(expected);
});

test('an effort that was asked for by itself makes another call, the usual one does not', () => {
  const schema = z.object({ answer: z.string() });
  const request = { task: 't', messages: [], schema, maxOutputTokens: 1, round: 0 };
  const key = (model: string, effort?: 'none' | 'high', body?: object) =>
    cacheKey({ ...request, model, extras: { effort, ...(body ? { body: { ...body } } : {}) } });
  expect(key('gpt-6-luna', 'none')).toBe(key('gpt-6-luna'));
  expect(key('gpt-6-luna', 'high')).not.toBe(key('gpt-6-luna'));
  expect(key('gpt-4.1-mini', 'high')).toBe(key('gpt-4.1-mini'));
  expect(key('gpt-6-luna', undefined, { provider: 'x' })).toBe(key('gpt-6-luna'));
});
