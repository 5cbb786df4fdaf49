import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pino from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createWorker, type WorkerOptions } from '../../src/worker/create-worker.ts';
import { makeArticle } from '../support/articles.ts';

/** A sandbox and a client; the workers are what is tested. */
async function open() {
  const redisUrl = inject('redisUrl');
  const prefix = `{test-${randomUUID().slice(0, 8)}}`;
  const sandbox = await startSandbox();
  const client = createClient({ redisUrl, prefix });
  onTestFinished(async () => {
    await client.close();
    await sandbox.close();
  });
  return { redisUrl, prefix, sandbox, client, settings: settingsFor(sandbox, prefix) };
}

function settingsFor({ baseUrl }: Sandbox, prefix: string): NonNullable<WorkerOptions['settings']> {
  return { prefix, baseUrl, model: 'sandbox', shutdownMs: 0 };
}

test('a worker made in TypeScript takes articles until it is stopped', async () => {
  const { redisUrl, client, settings, sandbox } = await open();
  const worker = await createWorker({ redisUrl, settings });
  const { id } = await client.enqueue(makeArticle());
  expect(await client.wait(id)).toMatchObject({ status: 'done' });
  await worker.stop();
  await worker.stop();
  expect((await client.status()).workers).toBe(0);
  const later = await client.enqueue(makeArticle());
  expect(await client.get(later.id)).toMatchObject({ status: 'queued' });
  expect(sandbox.stats().byTask.article).toBe(1);
});

test('it works on a connection of its caller, and leaves that open', async () => {
  const { redisUrl, client, settings } = await open();
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  onTestFinished(() => connection.disconnect());
  const worker = await createWorker({ connection, settings });
  const { id } = await client.enqueue(makeArticle());
  expect(await client.wait(id)).toMatchObject({ status: 'done' });
  await worker.stop();
  expect(await connection.ping()).toBe('PONG');
});

test('a connection that BullMQ cannot use is refused, and so are two', async () => {
  const { redisUrl, settings } = await open();
  const usual = new Redis(redisUrl, { keyPrefix: 'app:' });
  onTestFinished(() => usual.disconnect());
  await expect(createWorker({ connection: usual, settings })).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringMatching(/maxRetriesPerRequest: null and must have no keyPrefix/),
  });
  await expect(createWorker({ connection: usual, redisUrl, settings })).rejects.toMatchObject({
    code: 'config.invalid',
  });
  expect(await usual.ping()).toBe('PONG');
});

test('settings come by name or as environment variables, and nothing else is read', async () => {
  const { redisUrl, prefix, sandbox } = await open();
  await expect(createWorker({ redisUrl })).rejects.toMatchObject({ code: 'config.no_provider' });
  const env = { TOLK_PREFIX: prefix, LLM_BASE_URL: sandbox.baseUrl, TOLK_CONCURRENCY: 'many' };
  await expect(createWorker({ redisUrl, env })).rejects.toMatchObject({ code: 'config.invalid' });
  const worker = await createWorker({ redisUrl, env, settings: { concurrency: 2 } });
  await worker.stop();
});

test('its events go to the logger, a pino for instance, without any text', async () => {
  const { redisUrl, client, settings } = await open();
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  await using _worker = await createWorker({ redisUrl, settings, logger });
  const { id } = await client.enqueue(makeArticle());
  await client.wait(id);
  await expect.poll(() => lines.join('')).toContain('article.done');
  const events = lines.map((line) => JSON.parse(line));
  expect(events).toContainEqual(expect.objectContaining({ event: 'worker.started' }));
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'article.done', article: id, attempt: 1 }),
  );
  expect(lines.join('')).not.toContain('alinea');
});

test('it says so when it starts with a model that its provider ends', async () => {
  const { redisUrl, settings } = await open();
  const events: object[] = [];
  const record = (event: object) => void events.push(event);
  const logger = { info: record, warn: record, error: record, child: () => logger };
  const dying = { ...settings, model: 'gpt-4.1-mini', fallbackModels: ['gpt-6-luna'] };
  await using _worker = await createWorker({ redisUrl, settings: dying, logger });
  const warnings = events.filter((event) => 'event' in event && event.event === 'llm.model_ends');
  const reason = expect.stringMatching(/2027-01-14.*use gpt-6-luna/);
  expect(warnings).toEqual([{ event: 'llm.model_ends', model: 'gpt-4.1-mini', reason }]);
});

test('BullMQ’s metrics and telemetry are passed through', async () => {
  const { redisUrl, prefix, client, settings } = await open();
  const spans: string[] = [];
  const worker = await createWorker({
    redisUrl,
    settings,
    metrics: { maxDataPoints: 10 },
    telemetry: recordSpans(spans),
  });
  const { id } = await client.enqueue(makeArticle());
  await client.wait(id);
  await worker.stop();
  const redis = new Redis(redisUrl);
  onTestFinished(() => redis.disconnect());
  const metrics = await redis.hget(`${prefix}:queue:articles:metrics:completed`, 'count');
  expect(metrics).toBe('1');
  expect(spans.some((name) => name.startsWith('process'))).toBe(true);
});

/** A telemetry that keeps nothing but the names of spans. */
function recordSpans(names: string[]): NonNullable<WorkerOptions['telemetry']> {
  const span = {
    setSpanOnContext: (context: unknown) => context,
    setAttribute: () => {},
    setAttributes: () => {},
    addEvent: () => {},
    recordException: () => {},
    end: () => {},
  };
  return {
    tracer: {
      startSpan(name) {
        names.push(name);
        return span;
      },
    },
    contextManager: {
      with: (_context, run) => run(),
      active: () => ({}),
      getMetadata: () => '',
      fromMetadata: () => ({}),
    },
  };
}
