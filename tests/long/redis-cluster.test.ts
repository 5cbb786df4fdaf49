import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/index.ts';
import { createWorker } from '../../src/worker/create-worker.ts';
import { expectNothingLost, prefix } from '../support/failover.ts';
import { createRig } from '../support/processes.ts';
import { type RedisGroup, startCluster } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

let cluster: RedisGroup;
beforeAll(async () => {
  cluster = await startCluster(prefix);
});
afterAll(() => cluster[Symbol.asyncDispose]());

test('a prefix that would spread over a cluster is refused, with what to write', async () => {
  const { code, stderr } = await runTolk(['status'], {
    env: { REDIS_URL: cluster.url, TOLK_PREFIX: 'tolk' },
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/TOLK_PREFIX is "tolk".*like \{tolk\}.*\[config\.invalid\]/);
});

test('a node’s own address is named for what it is, whichever has the keys', async () => {
  const outcomes = await Promise.all(
    cluster.members.map(({ url }) =>
      runTolk(['enqueue', '-'], {
        env: { REDIS_URL: url, TOLK_PREFIX: prefix },
        input: 'De brug gaat open.',
      }),
    ),
  );
  const refused = outcomes.filter(({ stderr }) =>
    /node of a cluster.*redis\+cluster:.*\[redis\.wrong_address\]/.test(stderr),
  );
  // The node that has the slot serves it, as any server would.
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(outcomes.every(({ stderr }) => !stderr.includes('bug in Tolk'))).toBe(true);
});

test('a batch, and what the doctor and the status say, on a cluster', async () => {
  await using rig = await createRig(cluster.url, {}, { TOLK_PREFIX: '{batch}' });
  const folder = await mkdtemp(join(tmpdir(), 'tolk-cluster-'));
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  const rows = ['een', 'twee', 'drie'].map((name) => ({ text: `Brug ${name} gaat open.` }));
  await writeFile(corpus, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await rig.startWorker();
  const { env } = rig;
  const ran = await runTolk(['batch', 'run', corpus, '--out', out, '--release'], { env });
  expect(ran).toMatchObject({ code: 0 });
  expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(3);
  const { stdout } = await runTolk(['status', '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({
    workers: 1,
    redis: { version: expect.stringMatching(/^\d+\./), usedMemoryBytes: expect.any(Number) },
  });
  const doctor = await runTolk(['doctor'], { env });
  expect(doctor.stdout).toMatch(/ ok {3}redis /);
});

test('a cluster of ioredis serves as the connection of client and worker', async () => {
  await using rig = await createRig(cluster.url, {}, { TOLK_PREFIX: '{own}' });
  const nodes = cluster.members.map(({ port }) => ({ host: '127.0.0.1', port }));
  const connection = new Cluster(nodes);
  await using client = createClient({ connection, prefix: '{own}' });
  await using worker = await createWorker({
    connection,
    env: { ...rig.env, REDIS_URL: '' },
  });
  const heard: string[] = [];
  const { id } = await client.enqueue({
    body: 'De brug gaat open.\n\nDe minister is er blij mee.',
  });
  const { status } = await client.wait(id, { onDraft: ({ en }) => void heard.push(en) });
  expect(status).toBe('done');
  await worker.stop();
  await client.close();
  expect(connection.status).toBe('ready');
  connection.disconnect();
});

test('nothing is lost, nor paid twice, when a cluster fails over', async () => {
  await expectNothingLost(cluster);
});
