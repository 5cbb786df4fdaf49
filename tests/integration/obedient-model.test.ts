import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { prepareArticle } from '../../src/article/prepare.ts';
import { processArticle } from '../../src/pipeline.ts';
import { llmClientTo } from '../support/in-process.ts';
import { onOwnPairs, readTrustPairs } from '../support/trust.ts';

/** A model whose first English is right, and that obeys whatever a check says of it. */
async function startObedientLlm(pairs: ReadonlyMap<string, { right: string; wrong: string }>) {
  const server = createServer(async (request, response) => {
    const { messages } = JSON.parse(await text(request));
    const { segments } = JSON.parse(messages.at(-1).content);
    const answer = {
      title: null,
      segments: segments.map(({ n, nl, problem }: Record<string, string>) => {
        const { right = '', wrong = '' } = pairs.get(nl ?? '') ?? {};
        return { n, en: problem === undefined ? right : wrong };
      }),
    };
    const message = { role: 'assistant', content: JSON.stringify(answer), refusal: null };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'c',
        object: 'chat.completion',
        created: 1,
        model: 'obedient',
        choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
        usage: { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 },
      }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

test(`a model that obeys makes no right English wrong${onOwnPairs}`, async () => {
  const pairs = readTrustPairs().flatMap(({ nl, right, wrong }) =>
    wrong === null ? [] : [[nl, { right, wrong }] as const],
  );
  await using llm = await startObedientLlm(new Map(pairs));
  const outcome = await processArticle(
    prepareArticle({ body: pairs.map(([nl]) => nl).join('\n\n') }),
    { summary: 'none', language: 'any' },
    { llm: llmClientTo(llm.baseUrl), chunkTokens: 16_000, chunkConcurrency: 1 },
  );
  const english = outcome.translation.segments.map(({ en }) => en);
  expect(english).toEqual(pairs.map(([, { right }]) => right));
});
