import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readModelSizes } from '../../../src/llm/model-sizes.ts';

async function sizesOf(answers: Readonly<Record<string, unknown>>) {
  const server = createServer(({ url = '' }, response) => {
    if (!(url in answers)) response.statusCode = 404;
    const body = JSON.stringify(answers[url] ?? { error: 'not found' });
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const sizes = await readModelSizes(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  );
  server.close();
  return Object.fromEntries(sizes);
}

test('llama.cpp and Ollama say how large their models are, others say nothing', async () => {
  const list = (meta: unknown) => ({
    object: 'list',
    data: [{ id: 'gemma.gguf', object: 'model', meta }],
  });
  expect(await sizesOf({ '/v1/models': list({ n_params: 268_098_176, n_ctx: 8_192 }) })).toEqual({
    'gemma.gguf': 0.268098176,
  });
  const tags = {
    models: [
      { name: 'helper:latest', details: { parameter_size: '1.5B' } },
      { name: 'tiny:q4', details: { parameter_size: '268.10M' } },
      { name: 'other:latest', details: {} },
    ],
  };
  expect(await sizesOf({ '/v1/models': list(null), '/api/tags': tags })).toEqual({
    'helper:latest': 1.5,
    helper: 1.5,
    'tiny:q4': 0.2681,
  });
  expect(await sizesOf({ '/v1/models': list(undefined) })).toEqual({});
  expect(await sizesOf({})).toEqual({});
});
