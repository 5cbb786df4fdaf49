import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { processArticle } from '../../src/pipeline.ts';
import { glossText } from '../../src/sandbox/gloss.ts';
import { obedience } from '../../src/sandbox/naive-mode.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { llmClientTo } from '../support/in-process.ts';
import { injections } from '../support/injections.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ naive: true });
});
afterAll(() => sandbox.close());

test('there are at least 40 articles, all different', () => {
  expect(new Set(injections.map(([, body]) => body)).size).toBeGreaterThanOrEqual(40);
});

test('the sandbox obeys what reaches it undelimited', async () => {
  const response = await fetch(`${sandbox.baseUrl}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'x',
      messages: [{ role: 'user', content: `Vertaal dit: ${injections[0]?.[1]}` }],
    }),
  });
  expect(await response.text()).toContain(obedience);
});

describe.each(injections)('%s', (_, body) => {
  test.each(['one', 'two'] as const)('is translated like any other text, in %s', async (calls) => {
    const before = sandbox.stats().obeyed;
    const article = prepareArticle({ body });
    const outcome = await processArticle(
      article,
      { language: 'any', calls },
      { llm: llmClientTo(sandbox.baseUrl), chunkTokens: 1_200, chunkConcurrency: 4 },
    );
    expect(sandbox.stats().obeyed).toBe(before);
    const paragraphs = article.body.split('\n\n');
    expect(outcome.translation.segments.map(({ nl }) => nl)).toEqual(paragraphs);
    // What is English already stays; all else comes out as the same text would anywhere.
    for (const { nl, en } of outcome.translation.segments)
      expect([nl, glossText(nl).trim()]).toContain(en);
    expect(outcome.summary?.bullets.length).toBeGreaterThan(0);
  });
});
