import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis } from '../../src/store/redis.ts';
import { makeCertificates } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { createRig } from '../support/processes.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

let folder: string;
let redis: RedisProcess;
/** Where it speaks TLS, and wants a certificate of its clients. */
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tolk-tls-'));
  await makeCertificates(folder, 'DNS:localhost');
  port = await freePort();
  redis = await startRedisProcess({
    args: [
      ...['--tls-port', `${port}`, '--tls-auth-clients', 'yes'],
      ...['--tls-ca-cert-file', join(folder, 'ca.pem')],
      ...['--tls-cert-file', join(folder, 'server.pem')],
      ...['--tls-key-file', join(folder, 'server.key')],
    ],
  });
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const own = () => `cert=${join(folder, 'client.pem')}&key=${join(folder, 'client.key')}`;

test('an article is done over TLS, with a private authority and a client’s certificate', async () => {
  await using rig = await createRig(
    `rediss://localhost:${port}?ca=${join(folder, 'ca.pem')}&${own()}`,
    {},
  );
  await rig.startWorker();
  const { id } = await rig.client.enqueue({ body: 'De brug gaat open.' });
  expect(await rig.client.wait(id)).toMatchObject({ status: 'done' });
});

test('the authority that is named for the LLM serves for Redis', async () => {
  const env = {
    REDIS_URL: `rediss://localhost:${port}?${own()}`,
    TOLK_CA_FILE: join(folder, 'ca.pem'),
  };
  expect(await runTolk(['status'], { env })).toMatchObject({ code: 0 });
});

describe('what is wrong is said:', () => {
  test.each([
    ['an authority that is not known', () => `rediss://localhost:${port}?${own()}`, /TOLK_CA_FILE/],
    [
      'a certificate for another name',
      () => `rediss://127.0.0.1:${port}?ca=${join(folder, 'ca.pem')}&${own()}`,
      /certificate for another name/,
    ],
    [
      'no certificate of the client',
      () => `rediss://localhost:${port}?ca=${join(folder, 'ca.pem')}`,
      /client certificate.*\?cert=/,
    ],
    ['no TLS', () => `redis://localhost:${port}`, /does it want TLS \(rediss:\/\/\)/],
    [
      'a file that is not there',
      () => `rediss://localhost:${port}?ca=${join(folder, 'none.pem')}`,
      /cannot read the file of "ca"/,
    ],
  ])('%s', async (_, url, message) => {
    await expect(connectRedis(url())).rejects.toThrow(message);
  });
});
