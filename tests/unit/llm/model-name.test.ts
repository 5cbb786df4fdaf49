import { expect, test } from 'vitest';
import { readCompletion } from '../../../src/llm/http/response.ts';

const named = (model: unknown) =>
  readCompletion({ model, choices: [{ message: { content: 'x' } }] }, 'asked').model;

test('the name that a server gives its model is one line that does nothing, of a bounded length', () => {
  expect(named('m-1')).toBe('m-1');
  expect(named('m\r\nFindings: none\u001b[2J')).toBe('m Findings: none[2J');
  expect(named('x'.repeat(1_000_000))).toHaveLength(200);
  expect(named(undefined)).toBe('asked');
  expect(named('\u202e')).toBe('asked');
});
