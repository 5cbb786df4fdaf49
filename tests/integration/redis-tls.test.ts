import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis } from '../../src/store/redis.ts';
import { freePort } from '../support/free-port.ts';
import { createRig } from '../support/processes.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

const run = promisify(execFile);
const openssl = (args: readonly string[]) => run('openssl', args);

let folder: string;
let redis: RedisProcess;
/** Where it speaks TLS, and wants a certificate of its clients. */
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tolk-tls-'));
  await makeCertificates();
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

/** An authority of its own, a certificate for `localhost`, and one for a client. */
async function makeCertificates(): Promise<void> {
  const at = (name: string) => join(folder, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    ['req', '-x509', ...key, '-subj', '/CN=ca', '-days', '2'].concat([
      '-keyout',
      at('ca.key'),
      '-out',
      at('ca.pem'),
    ]),
  );
  await writeFile(at('names'), 'subjectAltName=DNS:localhost');
  for (const name of ['server', 'client']) {
    await openssl(
      ['req', ...key, '-subj', `/CN=${name}`].concat([
        '-keyout',
        at(`${name}.key`),
        '-out',
        at(`${name}.csr`),
      ]),
    );
    await openssl(
      [
        'x509',
        '-req',
        '-in',
        at(`${name}.csr`),
        '-CA',
        at('ca.pem'),
        '-CAkey',
        at('ca.key'),
      ].concat([
        '-CAcreateserial',
        '-days',
        '2',
        '-extfile',
        at('names'),
        '-out',
        at(`${name}.pem`),
      ]),
    );
  }
}

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
