import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { connectRedis } from '../../src/store/redis.ts';
import type { RedisConnection } from '../../src/store/redis-connection.ts';
import { makeArticle } from '../support/articles.ts';
import { createRig } from '../support/processes.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

const zstdMagic = 0xfd2fb528;

function unpack(value: Buffer): string {
  return value.length > 4 && value.readUInt32LE(0) === zstdMagic
    ? zlib.zstdDecompressSync(value).toString()
    : value.toString();
}

/** What a key holds, as texts. */
async function readKey(redis: RedisConnection, key: string): Promise<string[]> {
  switch (await redis.type(key)) {
    case 'hash':
      return Object.values(await redis.hgetallBuffer(key)).map(unpack);
    case 'string':
      return [unpack((await redis.getBuffer(key)) ?? Buffer.alloc(0))];
    case 'list':
      return (await redis.lrange(key, 0, -1)).map(String);
    case 'zset':
      return (await redis.zrange(key, '0', '-1')).map(String);
    default:
      return [JSON.stringify(await redis.xrange(key, '-', '+').catch(() => []))];
  }
}

/** Everything under a prefix, as text, unpacked. */
async function dump(redisUrl: string, prefix: string): Promise<string> {
  const redis = await connectRedis(redisUrl);
  const keys = await redis.keys(`${prefix}*`);
  const texts = await Promise.all(keys.map((key) => readKey(redis, key)));
  redis.disconnect();
  return [...keys, ...texts.flat()].join('\n');
}

test('after a run that fails, the key is nowhere: not in Redis, logs, errors or results', async () => {
  const secret = 'sk-very-secret-4711';
  await using rig = await createRig(
    inject('redisUrl'),
    { apiKey: 'another', chaos: 0.5 },
    { OPENAI_API_KEY: secret, TOLK_LOG_LEVEL: 'trace' },
  );
  const worker = await rig.startWorkerProcess();
  const { id } = await rig.client.enqueue(makeArticle());
  await worker.until(/worker.paused/);
  worker.child.kill('SIGTERM');
  const { stderr, stdout } = await worker.finished;
  const commands = await Promise.all(
    [['get', id, '--json'], ['status', '--json'], ['config', '--json'], ['doctor']].map((args) =>
      runTolk(args, { env: rig.env }),
    ),
  );
  const everything = [
    await dump(inject('redisUrl'), rig.env['TOLK_PREFIX'] ?? ''),
    stderr,
    stdout,
    ...commands.flatMap(({ stdout, stderr }) => [stdout, stderr]),
  ].join('\n');
  expect(everything).toContain('llm.unauthorized');
  expect(everything).toContain(id);
  expect(everything).not.toContain('very-secret');
});

test('a key may stand in a file', async () => {
  const file = join(await temporaryFolder(), 'key');
  await writeFile(file, 'right\n');
  await using rig = await createRig(
    inject('redisUrl'),
    { apiKey: 'right' },
    { OPENAI_API_KEY_FILE: file },
  );
  await rig.startWorker();
  const { id } = await rig.client.enqueue(makeArticle());
  expect(await rig.client.wait(id)).toMatchObject({ status: 'done' });
  const config = await runTolk(['config', '--json'], { env: rig.env });
  expect(JSON.parse(config.stdout)).toContainEqual({
    setting: 'OPENAI_API_KEY',
    value: '***',
    origin: 'file',
  });
});

test('a key that was wrong is put right in its file, and resume is all it takes', async () => {
  const file = join(await temporaryFolder(), 'key');
  await writeFile(file, 'wrong\n');
  const settings = { OPENAI_API_KEY_FILE: file };
  await using rig = await createRig(inject('redisUrl'), { apiKey: 'right' }, settings);
  await rig.startWorker();
  const { id } = await rig.client.enqueue(makeArticle());
  await expect
    .poll(async () => (await rig.client.status()).pause?.code, { timeout: 20_000 })
    .toBe('llm.unauthorized');
  await writeFile(file, 'right\n');
  expect(await runTolk(['resume'], { env: rig.env })).toMatchObject({ code: 0 });
  expect(await rig.client.wait(id, { timeoutMs: 20_000 })).toMatchObject({ status: 'done' });
});
