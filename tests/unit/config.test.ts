import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';

test('flags win over the environment, the environment over defaults, and each says where it came from', () => {
  const { config, origins } = loadConfig(
    { TOLK_CONCURRENCY: '4', TOLK_MODEL: 'env-model' },
    { model: 'flag-model' },
  );
  expect(config).toMatchObject({
    worker: { concurrency: 4 },
    llm: { model: 'flag-model' },
    jobs: { attempts: 4 },
  });
  expect(origins).toMatchObject({ concurrency: 'environment', model: 'flag', attempts: 'default' });
});

describe('problems', () => {
  test('all of them are reported together, by the name the user gave', () => {
    expect(() =>
      loadConfig({ TOLK_CONCURRENCY: '0', REDIS_URL: 'localhost' }, { maxBytes: 'veel' }),
    ).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        message: expect.stringMatching(/REDIS_URL .*; TOLK_CONCURRENCY .*; --max-bytes /),
      }),
    );
  });

  test('an unknown TOLK_ variable is refused with the nearest name', () => {
    expect(() => loadConfig({ TOLK_CONCURENCY: '4' })).toThrow(
      'TOLK_CONCURENCY is not a setting; did you mean TOLK_CONCURRENCY?',
    );
  });

  test('a key given twice', () => {
    expect(() => loadConfig({ OPENAI_API_KEY: 'a', OPENAI_API_KEY_FILE: 'b' })).toThrow(
      'both given',
    );
  });
});

test('an empty variable counts as not given', () => {
  expect(loadConfig({ REDIS_URL: '' }).config.redis.url).toBeUndefined();
});

test.each([
  ['[1]', /is not a JSON object like/],
  ['{', /is not a JSON object like/],
  ['{"messages":[]}', /must not set "messages"/],
  ['{"stream":true}', /must not set "stream"/],
])('TOLK_EXTRA_BODY %s is refused', (text, problem) => {
  expect(() => loadConfig({ TOLK_EXTRA_BODY: text })).toThrow(problem);
});
