import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createWorld, type World } from '../support/in-process.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

/* Somebody can write to Redis, or a disk has failed: what cannot be read is named, the rest goes on. */

let world: World;
let redis: Redis;
let corpus = '';
let batch = '';
let [spoilt, whole] = ['', ''];

beforeAll(async () => {
  world = await createWorld();
  redis = new Redis(inject('redisUrl'));
  await world.startWorker();
  corpus = join(await temporaryFolder(), 'corpus.jsonl');
  const bodies = ['Het regent vandaag in Utrecht.', 'Het waait vandaag in Zeist.'];
  await writeFile(corpus, bodies.map((body) => `${JSON.stringify({ body })}\n`).join(''));
  batch = (await run('batch', 'submit', corpus)).stdout.trim();
  const listed = async (): Promise<ReadonlyArray<{ readonly id: string }>> =>
    JSON.parse((await run('list', '--status', 'done', '--json')).stdout || '[]');
  await until(async () => (await listed()).length === 2);
  [spoilt = '', whole = ''] = (await listed()).map(({ id }) => id);
  saved = await redis.hgetallBuffer(key());
});
afterAll(async () => {
  redis.disconnect();
  await world[Symbol.asyncDispose]();
});
beforeEach(() => redis.hset(key(), saved));

let saved: Record<string, Buffer> = {};
const key = () => `${world.prefix}:result:${spoilt}`;
const run = (...args: string[]) => runTolk(args, { env: world.env });

const bomb = zlib.zstdCompressSync(Buffer.alloc(100_000_000, ' '));

describe.each([
  ['a bomb', 'data', bomb],
  ['what is not compressed', 'data', Buffer.from('x')],
  ['no JSON', 'source', Buffer.from('{"title"')],
  ['JSON of another form', 'source', Buffer.from('[]')],
  ['JSON without end', 'data', zlib.zstdCompressSync('['.repeat(1_000_000))],
  ['another status', 'status', Buffer.from('gone')],
])('%s in a record', (_what, field, value) => {
  test('is named with its key by get; list and export go on', async () => {
    await redis.hset(key(), field, value);
    const got = await run('get', spoilt);
    expect(got.stderr).toContain(`result:${spoilt} in Redis cannot be read`);
    expect(got.stderr).toContain('[store.corrupt]');
    const listed = JSON.parse((await run('list', '--json')).stdout);
    expect(listed).toContainEqual(expect.objectContaining({ id: whole, status: 'done' }));
    expect(listed).toContainEqual(
      expect.objectContaining({
        id: spoilt,
        error: expect.objectContaining({ code: 'store.corrupt' }),
      }),
    );
    const out = join(await temporaryFolder(), 'uit.jsonl');
    const exported = await run('batch', 'export', batch, '--out', out);
    expect(exported).toMatchObject({ code: 3, stderr: expect.stringContaining('1 article') });
  });
});

test('another kind of key in the place of a record, or of a list, is named; the rest goes on', async () => {
  const batches = `${world.prefix}:batches`;
  await redis.rename(batches, `${batches}:kept`);
  await redis.multi().set(key(), 'x').set(batches, 'x').exec();
  const got = await run('get', spoilt);
  const listed = await run('list', '--json');
  const listedBatches = await run('batch', 'list');
  await redis.del(key());
  await redis.rename(`${batches}:kept`, batches);
  expect(got.stderr).toContain(`result:${spoilt} in Redis cannot be read`);
  expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining({ id: whole }));
  expect(listedBatches.stderr).toMatch(/TOLK_PREFIX.*\[store\.corrupt\]/);
  for (const { stderr } of [got, listed, listedBatches])
    expect(stderr).not.toContain('bug in Tolk');
});

test('a batch that cannot be read is named', async () => {
  const batchKey = `${world.prefix}:batch:${batch}`;
  const definition = (await redis.hget(batchKey, 'definition')) ?? '';
  await redis.hset(batchKey, 'definition', '{');
  const shown = await run('batch', 'status', batch);
  await redis.hset(batchKey, 'definition', definition);
  expect(shown.stderr).toContain(`batch:${batch} in Redis cannot be read`);
  expect(shown.stderr).not.toContain('bug in Tolk');
});

test('a cached call, a pair of the translation memory, a hold, a pause: none ends anything', async () => {
  for (const name of await redis.keys(`${world.prefix}:llm:*`)) await redis.set(name, bomb);
  for (const name of await redis.keys(`${world.prefix}:translation-memory:*`))
    await redis.set(name, '{');
  await redis.hset(`${world.prefix}:holds`, 'x y', '{');
  const text = join(await temporaryFolder(), 'a.txt');
  await writeFile(text, 'Het regent vandaag in Utrecht.');
  expect(await run('translate', text, '--again')).toMatchObject({ code: 0 });
  await redis.set(`${world.prefix}:pause`, '{');
  expect((await run('status')).stdout).toContain('why all workers pause cannot be read');
  expect(await run('resume')).toMatchObject({ code: 0 });
  expect((await run('status')).stdout).not.toContain('paused');
});

test('an id that has a line end begins no line of its own in an audit', async () => {
  const id = 'x\rresult     0 lost, 0 wrong';
  const [record, index] = [`${world.prefix}:result:${id}`, `${world.prefix}:index:failed`];
  await redis.hset(record, { status: 'failed', queuedAt: '1' });
  await redis.zadd(index, Date.now(), id);
  const { stdout } = await run('audit', '--since', '2020-01-01');
  expect(stdout).toContain('x result');
  expect(stdout.match(/^result /gm)).toHaveLength(1);
  await redis.del(record);
  await redis.zrem(index, id);
});
