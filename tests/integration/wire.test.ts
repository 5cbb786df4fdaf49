import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import {
  brotliCompressSync,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addSpend, noSpend, type Spend } from '../../src/llm/cost/usage.ts';
import { llmClientTo } from '../support/in-process.ts';
import {
  completionBody,
  events,
  piece,
  piecesOf,
  type RawAnswer,
  type RawServer,
  startRawServer,
} from '../support/raw-server.ts';

const text = 'Dat kost één euro – “heel” weinig. 🦆';
const content = JSON.stringify({ answer: text });
const question = {
  task: 'test',
  system: 'Instructions.',
  input: '{"text":"Hoi"}',
  schema: z.object({ answer: z.string() }),
  maxOutputTokens: 100,
};

async function ask(server: RawServer) {
  let spend: Spend = noSpend;
  const outcome = await llmClientTo(server.baseUrl)
    .forArticle({
      onSpend: (more) => {
        spend = addSpend(spend, more);
      },
    })
    .complete(question)
    .catch((error: unknown) => error);
  return { outcome, spend };
}

const json = { 'content-type': 'application/json' };
const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' };

const send =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = json): RawAnswer =>
  (response) => {
    response.writeHead(200, headers).end(body);
  };
const good = send(completionBody(content));

describe('an answer is read whatever it is wrapped in', () => {
  const whole = completionBody(content);
  const packed = (encoding: string, body: Buffer) =>
    send(body, { ...json, 'content-encoding': encoding });
  const streamed = events(piecesOf(content));

  test.each<[string, RawAnswer]>([
    ['gzip, though nobody asked', packed('gzip', gzipSync(whole))],
    ['x-gzip in capitals', packed('X-GZIP', gzipSync(whole))],
    ['deflate', packed('deflate', deflateSync(whole))],
    ['deflate without zlib’s header', packed('deflate', deflateRawSync(whole))],
    ['brotli', packed('br', brotliCompressSync(whole))],
    ['zstd', packed('zstd', zstdCompressSync(whole))],
    ['packed twice', packed('gzip, br', brotliCompressSync(gzipSync(whole)))],
    ['gzip that is not announced', send(gzipSync(whole))],
    ['gzip that is announced and is none', packed('gzip', Buffer.from(whole))],
    ['brotli that is announced and is none', packed('br', Buffer.from(whole))],
    ['gzip that is announced as deflate', packed('deflate', gzipSync(whole))],
    ['a packing that is none', packed('utf-8', Buffer.from(whole))],
    ['identity', packed('identity', Buffer.from(whole))],
    ['text/plain', send(whole, { 'content-type': 'text/plain; charset=utf-8' })],
    ['no content type', send(whole, {})],
    ['text/html', send(whole, { 'content-type': 'text/html' })],
    ['a byte order mark', send(`\uFEFF${whole}`)],
    ['a byte order mark as text', send(`\uFEFF${whole}`, { 'content-type': 'text/plain' })],
    ['white space to keep the call alive', send(`\n\n   \n${whole}`)],
    ['JSON that says it is a stream', send(whole, eventStream)],
    ['a stream though nobody asked', send(streamed, eventStream)],
    ['a stream that says it is JSON', send(streamed)],
    ['a stream that says nothing', send(streamed, {})],
    ['a packed stream', send(gzipSync(streamed), { ...eventStream, 'content-encoding': 'gzip' })],
    ['a stream with CRLF', send(streamed.replaceAll('\n', '\r\n'), eventStream)],
    ['a stream with a byte order mark', send(`\uFEFF${streamed}`, eventStream)],
    ['a stream without [DONE]', send(events(piecesOf(content), ''), eventStream)],
    ['a stream without spaces', send(streamed.replaceAll('data: ', 'data:'), eventStream)],
    ['a stream without empty lines', send(streamed.replaceAll('\n\n', '\n'), eventStream)],
    [
      'a stream without the last empty line',
      send(events(piecesOf(content), '').trimEnd(), eventStream),
    ],
    [
      'a stream with comments, names and pings',
      send(
        `: OPENROUTER PROCESSING\n\nevent: ping\ndata: {}\n\ndata: ping\n\nid: 1\n${streamed}`,
        eventStream,
      ),
    ],
    [
      'a stream whose first piece is about the prompt, as Azure’s',
      send(
        events([
          { choices: [], model: '', prompt_filter_results: [{ prompt_index: 0 }] },
          ...piecesOf(content),
        ]),
        eventStream,
      ),
    ],
    ['a stream of one event with the whole answer', send(events([JSON.parse(whole)]), eventStream)],
    [
      'a stream with thoughts beside the text, and a second choice',
      send(
        events([
          piece({ role: 'assistant', reasoning_content: 'The user wants {"answer":"no"}' }),
          { ...piece({}), choices: [{ index: 1, delta: { content: 'other' } }] },
          piece({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
          piece({ content: [{ type: 'text', text: content }] }),
          piece({ reasoning: 'Done.' }, 'stop', {
            usage: { prompt_tokens: 100, completion_tokens: 10 },
          }),
        ]),
        eventStream,
      ),
    ],
    [
      'a stream that stays open after its end',
      (response) => void response.writeHead(200, eventStream).write(streamed),
    ],
    [
      'a stream cut off after the last brace',
      send(
        events(
          [piece({ content }, null, { usage: { prompt_tokens: 100, completion_tokens: 10 } })],
          '',
        ),
        eventStream,
      ),
    ],
    [
      'a stream cut off after its end',
      (response) => {
        response.writeHead(200, eventStream).write(streamed, () => response.destroy());
      },
    ],
  ])('%s', async (_, answer) => {
    await using server = await startRawServer([answer]);
    const { outcome, spend } = await ask(server);
    expect(outcome).toMatchObject({ value: { answer: text }, model: 'raw-1' });
    expect(spend.usage).toMatchObject({ calls: 1, promptTokens: 100, completionTokens: 10 });
    expect(server.requests).toHaveLength(1);
  });

  test('characters cut between two packets are whole again', async () => {
    const bytes = Buffer.from(events(piecesOf(content)));
    await using server = await startRawServer([
      async (response) => {
        response.writeHead(200, eventStream);
        for (let at = 0; at < bytes.length; at += 97)
          await new Promise((sent) => response.write(bytes.subarray(at, at + 97), sent));
        response.end();
      },
    ]);
    expect((await ask(server)).outcome).toMatchObject({ value: { answer: text } });
  });

  test('usage is found where Groq and Moonshot put it', async () => {
    const groq = { x_groq: { id: 'req', usage: { prompt_tokens: 100, completion_tokens: 10 } } };
    const start = piece({ content });
    const moonshot = {
      ...start,
      choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage: groq.x_groq.usage }],
    };
    for (const last of [piece({}, 'stop', groq), moonshot]) {
      await using server = await startRawServer([send(events([start, last]), eventStream)]);
      expect((await ask(server)).spend.usage).toMatchObject({
        promptTokens: 100,
        completionTokens: 10,
      });
    }
  });
});

describe('half an answer is none', () => {
  const half = [piece({ role: 'assistant' }), piece({ content: '{"answer":"half' })];
  const packedHalf = gzipSync(completionBody(content)).subarray(0, 100);

  test.each<[string, RawAnswer]>([
    ['a stream that ends before the answer', send(events(half, ''), eventStream)],
    ['an empty stream', send('', eventStream)],
    ['a stream of comments', send(': hello\n\n', eventStream)],
    [
      'a stream whose connection breaks',
      (response) => {
        response.writeHead(200, eventStream).write(events(half, ''), () => response.destroy());
      },
    ],
    [
      'an event cut in the middle',
      send(`${events(half, '')}data: {"choices":[{"delta":{"cont`, eventStream),
    ],
    ['a packed answer that is cut', send(packedHalf, { ...json, 'content-encoding': 'gzip' })],
  ])('%s is asked for again', async (_, answer) => {
    await using server = await startRawServer([answer, good]);
    expect((await ask(server)).outcome).toMatchObject({ value: { answer: text } });
    expect(server.requests).toHaveLength(2);
    // In the same words: nobody complains to the model of what the connection did.
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
  });

  test('but it was paid like a whole one', async () => {
    const broken = send(events(half, ''), eventStream);
    await using server = await startRawServer([broken]);
    const { outcome, spend } = await ask(server);
    expect(outcome).toMatchObject({ message: expect.stringContaining('broke off') });
    expect(spend.usage).toMatchObject({
      calls: server.requests.length,
      promptTokens: expect.toSatisfy((tokens: number) => tokens > 0),
      completionTokens: expect.toSatisfy((tokens: number) => tokens > 0),
    });
  });

  test('an event that cannot be read is not passed over, for it may hold a word', async () => {
    const pieces = events(piecesOf(content)).replace('"content":"ost "', '"content":"ost ');
    await using server = await startRawServer([send(pieces, eventStream), good]);
    expect((await ask(server)).outcome).toMatchObject({ value: { answer: text } });
    expect(server.requests).toHaveLength(2);
  });

  test('a packing that is unknown is said', async () => {
    const odd = send('x', { ...json, 'content-encoding': 'rot13' });
    await using server = await startRawServer([odd]);
    expect((await ask(server)).outcome).toMatchObject({
      message: expect.stringContaining('"rot13"'),
    });
  });
});

describe('an answer has a size', () => {
  test('one that never ends is left, and its connection closed', async () => {
    let sent = 0;
    const endless =
      (headers: Record<string, string>, line: string): RawAnswer =>
      async (response) => {
        response.writeHead(200, headers);
        const closed = once(response, 'close');
        const block = line.repeat(Math.ceil(100_000 / line.length));
        while (!response.destroyed) {
          sent += block.length;
          const mayContinue = response.write(block) ? setImmediate() : once(response, 'drain');
          await Promise.race([mayContinue, closed]);
        }
      };
    for (const answer of [
      endless(json, '{"x":'),
      endless({ 'content-type': 'text/html' }, ' '),
      endless(eventStream, ': keep-alive\n\n'),
      endless(eventStream, `data: ${JSON.stringify(piece({ content: 'spam ' }))}\n\n`),
    ]) {
      sent = 0;
      await using server = await startRawServer([answer]);
      expect((await ask(server)).outcome).toMatchObject({
        code: 'llm.bad_answer',
        message: expect.stringContaining('16 MB'),
      });
      expect(sent).toBeLessThan(60_000_000);
      await expect.poll(() => server.abandoned).toBe(server.requests.length);
    }
  });

  test('what a small answer unpacks to counts', async () => {
    const bomb: RawAnswer = (response) => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      const zeros = Buffer.alloc(1_000_000);
      for (let at = 0; at < 30; at += 1) gzip.write(zeros);
      gzip.end();
    };
    await using server = await startRawServer([bomb]);
    expect((await ask(server)).outcome).toMatchObject({ code: 'llm.bad_answer' });
  });
});

describe('a redirect', () => {
  const redirect =
    (status: number, location: string): RawAnswer =>
    (response) => {
      response.writeHead(status, { location }).end();
    };

  test.each([301, 302, 307, 308])(
    '%i to the same host is followed once, as it was sent',
    async (status) => {
      await using server = await startRawServer([redirect(status, '/v1/elsewhere'), good]);
      expect((await ask(server)).outcome).toMatchObject({ value: { answer: text } });
      const [first, second] = server.requests;
      expect(second).toMatchObject({ method: 'POST', path: '/v1/elsewhere', body: first?.body });
    },
  );

  test('never takes the key to another host, port, or in a circle', async () => {
    await using other = await startRawServer([good]);
    const circle: RawAnswer = (response, request) =>
      redirect(308, `${request.path}x`)(response, request);
    for (const answer of [redirect(307, other.baseUrl), redirect(303, '/v1/x'), circle]) {
      await using server = await startRawServer([answer]);
      expect((await ask(server)).outcome).toBeInstanceOf(Error);
      expect(server.requests.length).toBeLessThanOrEqual(2);
    }
    expect(other.requests).toEqual([]);
  });
});

describe('an error is one wherever it comes', () => {
  const some = [piece({ role: 'assistant' }), piece({ content: '{"answer":"half' })];
  const inStream = (error: unknown, before: readonly unknown[] = []): RawAnswer =>
    send(events([...before, error], ''), eventStream);
  const withStatus =
    (status: number, body: string | Buffer, headers: Record<string, string>): RawAnswer =>
    (response) =>
      void response.writeHead(status, headers).end(body);
  const quota = { error: { message: 'You are out of credit', code: 402 } };
  const gzipped = { ...json, 'content-encoding': 'gzip' };

  test.each<[string, RawAnswer, string]>([
    ['at the beginning of a stream', inStream(quota), 'llm.no_quota'],
    ['within a stream', inStream(quota, some), 'llm.no_quota'],
    [
      'as an event of its own name',
      send(`event: error\ndata: ${JSON.stringify(quota.error)}\n\n`, eventStream),
      'llm.no_quota',
    ],
    [
      'as an event of its own name, in words',
      send('event: error\ndata: Insufficient credits\n\n', eventStream),
      'llm.no_quota',
    ],
    [
      'within a stream of vLLM',
      inStream({ object: 'error', message: 'The model `x` does not exist.', code: 404 }, some),
      'llm.unknown_model',
    ],
    [
      'within a choice',
      inStream({ choices: [{ ...quota, delta: { content: '' }, finish_reason: 'error' }] }, some),
      'llm.no_quota',
    ],
    [
      'with its status, packed',
      withStatus(401, gzipSync('{"error":{}}'), gzipped),
      'llm.unauthorized',
    ],
    [
      'with its status, as events',
      withStatus(402, events([quota], ''), eventStream),
      'llm.no_quota',
    ],
    [
      'with its status, in a packing that is broken',
      withStatus(401, gzipSync('{}').subarray(0, 15), gzipped),
      'llm.unauthorized',
    ],
    [
      'with its status, as a page that is said to be packed',
      withStatus(401, '<html>no</html>', gzipped),
      'llm.unauthorized',
    ],
    [
      'with its status, as an event without words',
      withStatus(401, 'data: no\n\n', eventStream),
      'llm.unauthorized',
    ],
  ])('%s', async (_, answer, code) => {
    await using server = await startRawServer([answer]);
    expect((await ask(server)).outcome).toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });

  test('but not one after the answer', async () => {
    await using server = await startRawServer([inStream(quota, piecesOf(content))]);
    expect((await ask(server)).outcome).toMatchObject({ value: { answer: text } });
  });
});

test('a stream without usage is not free', async () => {
  const pieces = piecesOf(content).slice(0, -1);
  await using server = await startRawServer([send(events(pieces), eventStream)]);
  const { usage } = (await ask(server)).spend;
  expect(usage.promptTokens).toBeGreaterThan(0);
  expect(usage.completionTokens).toBeGreaterThan(0);
});
