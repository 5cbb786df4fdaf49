import { expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { processArticle } from '../../src/pipeline.ts';
import { type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startFront } from '../support/dialects/front.ts';
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

test('points that are as long as what they are the points of give way to the first of each section', async () => {
  await using sandbox = await startSandbox();
  const tooLong = { error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } };
  await using server = await startFront(sandbox.baseUrl, ({ messages }) => {
    const isTooLong = (messages[1]?.content ?? '').length > 500;
    return isTooLong ? { status: 400, body: tooLong } : null;
  });
  const sentences = [
    'De gemeente Utrecht bouwt 4.300 woningen in de wijk, en dat duurt nog jaren.',
    'Dat kost volgens wethouder Bakker 18 miljoen euro, zei zij maandag in de raad.',
    'De bewoners van de straat zijn blij met het plan, maar vrezen lawaai.',
    'In maart 2021 begint het werk, en in 2024 moet alles klaar zijn.',
    'De aannemer komt uit Zwolle en heeft 120 mensen in dienst.',
    'Wie vragen heeft, kan bellen met het gemeentehuis.',
  ];
  const { translation, summary } = await processArticle(
    prepareArticle({ body: sentences.join('\n\n') }),
    {},
    { llm: llmClientTo(server.baseUrl), chunkTokens: 1_200, chunkConcurrency: 4 },
  );
  expect(translation.segments).toHaveLength(6);
  expect(summary?.bullets.length).toBeGreaterThan(0);
});
