import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificates } from '../support/certificates.ts';
import { expectNothingLost, prefix } from '../support/failover.ts';
import { startCluster, startSentinels } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tolk-tls-'));
  await makeCertificates(folder, 'DNS:localhost,IP:127.0.0.1');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a cluster that speaks TLS: its primary is killed, and nothing is lost', async () => {
  await using cluster = await startCluster(prefix, { folder });
  expect(cluster.url).toMatch(/^rediss\+cluster:/);
  await expectNothingLost(cluster);
});

test('Sentinels and servers that speak TLS: the primary is killed, and nothing is lost', async () => {
  await using group = await startSentinels({ tls: { folder } });
  expect(group.url).toMatch(/^rediss\+sentinel:/);
  await expectNothingLost(group);
});

test('an authority that nobody has named is said for both', async () => {
  await using cluster = await startCluster(prefix, { folder });
  await using group = await startSentinels({ tls: { folder } });
  for (const { url } of [cluster, group]) {
    const env = { REDIS_URL: url.replace(/\?.*/, ''), TOLK_PREFIX: prefix };
    const { code, stderr } = await runTolk(['status'], { env });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/TOLK_CA_FILE/),
    });
  }
});
