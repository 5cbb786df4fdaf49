import { expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { processArticle } from '../../src/pipeline.ts';
import { type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { llmClientTo } from '../support/in-process.ts';

/** An article of about 2,000 tokens in 24 segments, each with a number of its own. */
const body = Array.from(
  { length: 24 },
  (_, at) =>
    `Op dag ${at + 101} bouwde de gemeente weer woningen in de wijk, tot vreugde van wie er wonen. ` +
    'De wethouder sprak daarover met de bewoners, die nog veel vragen hadden over het plan. ' +
    'Daarna ging iedereen naar huis, want het was laat geworden en de volgende dag wachtte werk.',
).join('\n\n');

const dialects: ReadonlyArray<NonNullable<ServerOptions['dialect']>> = [
  'openai',
  'vllm',
  'llamacpp',
  'gemini',
  'anthropic',
  'groq',
  'deepseek',
];

test.each(dialects)(
  'an article longer than the context of a %s server is translated and summarised in parts',
  async (dialect) => {
    await using sandbox = await startSandbox({ dialect, contextTokens: 2_600 });
    const { translation, summary } = await processArticle(
      prepareArticle({ body }),
      {},
      { llm: llmClientTo(sandbox.baseUrl), chunkTokens: 1_200, chunkConcurrency: 4 },
    );
    expect(translation.segments.map(({ en }) => /\d+/.exec(en)?.[0])).toEqual(
      Array.from({ length: 24 }, (_, at) => String(at + 101)),
    );
    const cited = summary?.bullets.flatMap(({ segments }) => segments) ?? [];
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.every((n) => n >= 1 && n <= 24)).toBe(true);
    expect(sandbox.stats().requests).toBeLessThan(60);
  },
);
