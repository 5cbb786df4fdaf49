import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { prepareArticle } from '../../src/article/prepare.ts';
import { defaultLimits } from '../../src/article/schema.ts';
import type { CallsContext } from '../../src/llm/call.ts';
import { processArticle } from '../../src/pipeline.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import {
  completionBody,
  events,
  piece,
  piecesOf,
  type RawAnswer,
  type RawServer,
  startRawServer,
} from '../support/raw-server.ts';
import { until } from '../support/until.ts';

const content = '{"answer":"yes, all of it"}';
const eventStream = { 'content-type': 'text/event-stream' };
const good: RawAnswer = (response) => void response.end(completionBody(content));
const streamed: RawAnswer = (response) => {
  response.writeHead(200, eventStream).end(events(piecesOf(content)));
};
const silent: RawAnswer = () => {};

/** Sends `parts` one after another, so far apart. */
const slowly =
  (parts: readonly string[], everyMs: number, end: 'end' | 'hang' = 'end'): RawAnswer =>
  async (response) => {
    response.writeHead(200, eventStream);
    for (const part of parts) {
      response.write(part);
      await new Promise((waited) => setTimeout(waited, everyMs));
      if (response.destroyed) return;
    }
    if (end === 'end') response.end();
  };

/** Long enough for what is to be answered, short enough for what is not. */
const limits = { firstTextMs: 5_000, silenceMs: 100, totalMs: 20_000 };
const short = { ...limits, firstTextMs: 100 };

interface AskOptions extends Partial<CallsContext> {
  readonly input?: string;
}

function ask(server: RawServer, { input = '{}', ...calls }: AskOptions = {}): Promise<unknown> {
  return llmClientTo(server.baseUrl, { calls: { timeLimits: limits, isLocal: true, ...calls } })
    .forArticle({ onSpend: () => {} })
    .complete({
      task: 'test',
      system: 'Instructions.',
      input,
      schema: z.object({ answer: z.string() }),
      maxOutputTokens: 100,
    })
    .catch((error: unknown) => error);
}

const bodies = ({ requests }: RawServer) =>
  requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('a call is given up for silence, not for its length', () => {
  const pieces = piecesOf(content).map((one) => events([one], ''));

  test('an answer that keeps coming, and keep-alives before it, may take many times the limits', async () => {
    const comments = Array<string>(pieces.length).fill(': still reading\n\n');
    await using server = await startRawServer([slowly([...comments, ...pieces], 60)]);
    const timeLimits = { firstTextMs: 450, silenceMs: 450, totalMs: 20_000 };
    expect(await ask(server, { timeLimits, isLocal: false })).toMatchObject({
      value: { answer: 'yes, all of it' },
    });
    expect(server.requests).toHaveLength(1);
  });

  test('but only so long', async () => {
    const comments = Array<string>(100).fill(': still reading\n\n');
    await using server = await startRawServer([slowly(comments, 50)]);
    expect(
      await ask(server, { timeLimits: { ...limits, firstTextMs: 250, totalMs: 600 } }),
    ).toMatchObject({
      code: 'llm.timeout',
      message: expect.stringContaining('TOLK_ANSWER_TIMEOUT_MS'),
    });
    expect(server.requests).toHaveLength(1);
    await expect.poll(() => server.abandoned).toBe(1);
  });

  test('a server that falls silent within its answer is left, and asked once more', async () => {
    await using server = await startRawServer([slowly(pieces.slice(0, 3), 10, 'hang')]);
    expect(await ask(server, { isLocal: false })).toMatchObject({
      code: 'llm.timeout',
      message: expect.stringContaining('TOLK_SILENCE_TIMEOUT_MS'),
    });
    expect(server.requests).toHaveLength(2);
    await expect.poll(() => server.abandoned).toBe(2);
  });

  test('a long prompt is given longer to be read', async () => {
    const late: RawAnswer = (response) =>
      void setTimeout(() => response.end(completionBody(content)), 400);
    await using server = await startRawServer([late]);
    const input = JSON.stringify('Een lange tekst. '.repeat(4_000));
    const timeLimits = { ...limits, firstTextMs: 200 };
    expect(await ask(server, { input, timeLimits })).toMatchObject({
      value: { answer: 'yes, all of it' },
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a call that ran out of time', () => {
  test('is made again with more time', async () => {
    const late: RawAnswer = (response) =>
      void setTimeout(() => response.end(completionBody(content)), 600);
    await using server = await startRawServer([silent, late]);
    expect(await ask(server, { timeLimits: { ...limits, firstTextMs: 500 } })).toMatchObject({
      value: { answer: 'yes, all of it' },
    });
    expect(server.requests).toHaveLength(2);
  });

  test('is not made a third time', async () => {
    await using server = await startRawServer([silent]);
    expect(await ask(server, { timeLimits: short })).toMatchObject({
      code: 'llm.timeout',
      message: expect.stringContaining('TOLK_CALL_TIMEOUT_MS'),
      retryable: true,
    });
    expect(server.requests).toHaveLength(2);
  });

  test('is made again as a stream, which a gateway does not take for dead', async () => {
    await using server = await startRawServer([silent, streamed, streamed]);
    const timeLimits = { ...limits, firstTextMs: 500 };
    expect(await ask(server, { isLocal: false, timeLimits })).toMatchObject({ model: 'raw-1' });
    expect(bodies(server).map(({ stream }) => stream)).toEqual([false, true]);
  });
});

describe('answers are streamed where it helps', () => {
  test('by a server of one’s own until it proves fast, and not by others', async () => {
    await using server = await startRawServer([streamed, good]);
    const calls = { timeLimits: limits, isLocal: true };
    const client = llmClientTo(server.baseUrl, { calls });
    for (const input of ['1', '2'])
      await client.forArticle({ onSpend: () => {} }).complete({
        task: 'test',
        system: 'Instructions.',
        input,
        schema: z.object({ answer: z.string() }),
        maxOutputTokens: 100,
      });
    await ask(server, { isLocal: false });
    expect(bodies(server).map(({ stream, stream_options }) => [stream, stream_options])).toEqual([
      [true, { include_usage: true }],
      [false, undefined],
      [false, undefined],
    ]);
  });

  test.each([
    ["Unknown parameter: 'stream_options'.", { stream: true }],
    ['extra_forbidden: body.stream_options.include_usage', { stream: true }],
    ['Your organization must be verified to stream this model.', { stream: false }],
    ['streaming is not supported with response_format', { stream: false }],
  ])('"%s" is learned', async (message, expected) => {
    const refusal: RawAnswer = (response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
    };
    await using server = await startRawServer([refusal, good]);
    expect(await ask(server)).toMatchObject({ value: { answer: 'yes, all of it' } });
    const [, second] = bodies(server);
    expect(second).toMatchObject(expected);
    expect(second).not.toHaveProperty('stream_options');
    expect(second).toHaveProperty('response_format.type', 'json_schema');
  });
});

test('a cancelled call closes its connection, so that the server stops writing', async () => {
  const endless: RawAnswer = slowly(
    Array<string>(500).fill(events([piece({ content: 'a' })], '')),
    20,
  );
  await using server = await startRawServer([endless]);
  const stop = new AbortController();
  const answer = llmClientTo(server.baseUrl, { calls: { isLocal: true } })
    .forArticle({ onSpend: () => {}, signal: stop.signal })
    .complete({
      task: 'test',
      system: 'Instructions.',
      input: '{}',
      schema: z.object({ answer: z.string() }),
      maxOutputTokens: 100,
    });
  await expect.poll(() => server.requests.length).toBe(1);
  stop.abort(new Error('cancelled'));
  await expect(answer).rejects.toThrow('cancelled');
  await expect.poll(() => server.abandoned).toBe(1);
});

test('a server too slow for a whole chunk gets smaller ones, and the article is translated', async () => {
  const english = new Map([
    ['De kat slaapt op het dak van het huis.', 'The cat is asleep on the roof of the house.'],
    ['De hond loopt door de straat.', 'The dog walks down the street.'],
    ['Het water staat hoog in de gracht.', 'The water in the canal is high.'],
    ['De trein komt vandaag niet.', 'The train is not coming today.'],
  ]);
  const patient: RawAnswer = (response, { body }) => {
    const { messages } = JSON.parse(body) as { messages: Array<{ content: string }> };
    const { segments } = JSON.parse(messages[1]?.content ?? '') as {
      segments: Array<{ n: number; nl: string }>;
    };
    if (segments.length > 2) return;
    const answer = segments.map(({ n, nl }) => ({ n, en: english.get(nl) ?? '' }));
    response.end(completionBody(JSON.stringify({ title: null, segments: answer })));
  };
  await using server = await startRawServer([patient]);
  const body = [...english.keys()].join('\n\n');
  const { translation } = await processArticle(
    prepareArticle({ body }, 'an article', defaultLimits),
    { summary: 'none', language: 'any' },
    {
      llm: llmClientTo(server.baseUrl, { calls: { timeLimits: { ...limits, firstTextMs: 300 } } }),
      chunkTokens: 1_200,
      chunkConcurrency: 1,
    },
  );
  expect(translation.segments.map(({ en }) => en)).toEqual([...english.values()]);
  // The whole twice, each half once.
  expect(server.requests).toHaveLength(4);
});

test('a cancelled article closes the connection of its call', async () => {
  const endless: RawAnswer = slowly(
    Array<string>(500).fill(events([piece({ content: 'a' })], '')),
    20,
  );
  await using server = await startRawServer([endless]);
  await using world = await createWorld();
  await world.startWorker({}, llmClientTo(server.baseUrl, { calls: { isLocal: true } }));
  const { id } = await world.client.enqueue({ body: 'Het huis staat aan de gracht.' });
  await until(() => server.requests.length === 1);
  await world.client.cancel(id);
  await until(() => server.abandoned === 1);
});
