import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededCommands } from '../../src/store/rights.ts';
import { createRig } from '../support/processes.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis-groups.ts';
import { runTolk } from '../support/tolk.ts';

const prefix = '{tolk}';
let redis: RedisProcess;
beforeAll(async () => {
  redis = await startRedisProcess();
});
afterAll(() => redis.stop());

/** The address of a user who may do this and no more. */
async function userWith(...rules: readonly string[]): Promise<string> {
  const name = `u${Math.floor(Math.random() * 1e9)}`;
  await redis.command('ACL', 'SETUSER', name, 'on', '>geheim', ...rules);
  return redis.url.replace('//', `//${name}:geheim@`);
}

/** The commands, keys and channels that users were refused since this was last asked. */
async function refusals(): Promise<string[]> {
  const entries = (await redis.command('ACL', 'LOG')) as string[][];
  await redis.command('ACL', 'LOG', 'RESET');
  const objects = entries.map((entry) => entry[entry.indexOf('object') + 1] ?? '');
  // Names of connections are for whoever looks at a list of them.
  return objects.filter((object) => !object.startsWith('client|'));
}

/** Has an article done, retried, cancelled and listed, and one watched. */
async function useAll(url: string): Promise<void> {
  await using rig = await createRig(url, {}, { TOLK_PREFIX: prefix, TOLK_RPM: '1000' });
  const worker = await rig.startWorker();
  const { client } = rig;
  const drafts: string[] = [];
  const article = { body: 'De brug gaat open.\n\nDe minister is er blij mee.' };
  const { id } = await client.enqueue(article, { reuse: 'never' });
  await client.wait(id, { onDraft: ({ en }) => void drafts.push(en) });
  await client.retranslate(id, { model: 'sandbox' });
  expect(await client.wait(id)).toMatchObject({ status: 'done' });
  await client.cancel(id).catch(() => {});
  await client.list({ status: 'done' });
  expect(await client.status()).toMatchObject({ workers: 1 });
  await client.resume();
  await worker.stop();
}

const documented = async () => {
  const text = await readFile('workers/README.md', 'utf8');
  const [, rules = ''] = /ACL SETUSER tolk on >PASSWORD ([^`]+?)\n```/.exec(text) ?? [];
  return rules.replaceAll(/\\\n/g, ' ').trim().split(/\s+/);
};

test('the rights that are documented suffice, for the keys and channels of the prefix alone', async () => {
  await refusals();
  const url = await userWith(...(await documented()));
  await useAll(url);
  const { stdout } = await runTolk(['doctor'], { env: { REDIS_URL: url, TOLK_PREFIX: prefix } });
  expect(stdout).toMatch(/ ok {3}redis /);
  expect(stdout).not.toMatch(/ rights /);
  expect(await refusals()).toEqual([]);
});

test('so do the commands that the doctor tries, one by one', async () => {
  await refusals();
  const commands = neededCommands('server').map((name) => `+${name}`);
  await useAll(await userWith(`~${prefix}:*`, `&${prefix}:*`, ...commands));
  expect((await refusals()).filter((object) => object !== 'info')).toEqual([]);
});

describe('what is missing is named, by the doctor and by whatever meets it', () => {
  const all = [`~${prefix}:*`, `&${prefix}:*`, '+@all', '-@dangerous', '+info'];
  test.each([
    ['commands', [...all, '-xadd', '-zadd'], '+xadd +zadd'],
    ['scripts', [...all, '-eval'], '+eval'],
    ['a command outside scripts', [...all, '-subscribe'], '+subscribe'],
    ['keys', ['~other:*', '&*', '+@all'], '~{tolk}:*'],
    ['channels', ['~*', '&other', '+@all'], '&{tolk}:*'],
  ])('%s', async (_, rules, missing) => {
    const env = { REDIS_URL: await userWith('resetchannels', ...rules), TOLK_PREFIX: prefix };
    const { code, stdout } = await runTolk(['doctor'], { env });
    expect(code).toBe(2);
    expect(stdout).toMatch(/FAIL {2}rights /);
    expect(stdout).toContain(`ACL SETUSER USER ${missing}\n`);
    const enqueued = await runTolk(['translate', '-', '--provider', 'sandbox'], {
      env,
      input: 'De brug gaat open.',
    });
    expect(enqueued.stderr).toMatch(/\[redis\.forbidden\]/);
    expect(enqueued.code).toBe(2);
  });

  test('who may not ask Redis about itself works, and hears what is unknown', async () => {
    const url = await userWith(`~${prefix}:*`, `&${prefix}:*`, '+@all', '-@dangerous');
    await useAll(url);
    const { stdout } = await runTolk(['doctor'], { env: { REDIS_URL: url } });
    expect(stdout).toMatch(/warn {2}rights .*\+info/);
  });
});
