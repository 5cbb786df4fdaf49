import { test } from 'vitest';
import { errorBody, rowOf } from '../support/dialects/batch-api.ts';
import { createBatchApiWorld } from '../support/dialects/batch-api-world.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';
import { until } from '../support/until.ts';

test.concurrent('a batch that the Batch API refuses says so wherever one looks; resuming sends it once more, or directly where that is wanted', async ({
  expect,
}) => {
  const errors = { data: [{ code: 'model_not_found', message: 'The model does not exist' }] };
  await using world = await createBatchApiWorld({
    refused: { ends: () => ({ status: 'failed', output_file_id: null, errors }) },
  });
  const { env, api, batches } = world;
  await world.rig.startWorker(env);
  const model = world.modelOf('refused');
  const out = `${await temporaryFolder()}/english.jsonl`;
  const tolk = (...args: readonly string[]) => runTolk(['batch', ...args], { env });
  const asked = ['--out', out, '--via', 'batch-api', '--summary', 'none', '--model', model];
  const corpus = await world.writeCorpus('refused');
  const run = await tolk('run', corpus, ...asked, '--workers', '0');
  const words = 'refuses a request file: model_not_found: The model does not exist';
  expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining(words) });
  const [{ id = '' } = {}] = await batches.list();
  expect(run.stderr).toContain(`tolk batch resume ${id} --fallback direct`);
  expect((await tolk('status', id)).stdout).toContain(words);
  expect(JSON.parse((await tolk('status', id, '--json')).stdout)).toMatchObject({
    status: 'paused',
    reason: 'batch-api',
    pauseMessage: expect.stringContaining(words),
  });
  expect(JSON.parse((await tolk('report', id, '--json')).stdout)).toMatchObject({
    pauseMessage: expect.stringContaining(words),
  });
  const again = await tolk('resume', id, '--workers', '0');
  expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining(words) });
  expect(api.batchesOf(model)).toHaveLength(2);
  expect(api.directCalls(model)).toBe(0);
  const directly = await tolk('resume', id, '--workers', '0', '--fallback', 'direct');
  expect(directly).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('asked directly, at full price: 4 articles (4 refused by'),
  });
  expect(api.batchesOf(model)).toHaveLength(2);
  expect(JSON.parse((await tolk('report', id, '--json')).stdout).cost).toMatchObject({
    askedDirectly: { refused: 4 },
  });
});

test.concurrent('a cancel that the server refuses stops nothing else, is repeated seldom, and its answers count', async ({
  expect,
}) => {
  let isOver = false;
  const finalizing = errorBody("Cannot cancel a batch with status 'finalizing'.");
  const notOver = (id: string) => ({ status: 200, body: { id, status: 'finalizing' } });
  await using world = await createBatchApiWorld({
    cancelled: {
      onPoll: ({ id }) => (isOver ? null : notOver(id)),
      onCancel: () => ({ status: 409, body: finalizing }),
    },
    gone: {
      onPoll: ({ cancels, id }) =>
        cancels > 0 ? { status: 404, body: errorBody('No batch found') } : notOver(id),
      onCancel: () => ({ status: 404, body: errorBody('No batch found') }),
    },
    other: {},
  });
  const { api, batches } = world;
  await world.rig.startWorker(world.env);
  const [cancelled, gone] = ['cancelled', 'gone'].map((name) => world.run(name, {}));
  const made = (name: string) => api.batchesOf(world.modelOf(name));
  await until(() => made('cancelled').length + made('gone').length === 2);
  for (const { id } of await batches.list()) await batches.cancel(id);
  expect((await Promise.all([cancelled, gone])).map((batch) => batch?.status)).toEqual([
    'cancelled',
    'cancelled',
  ]);
  expect(await world.run('other', {})).toMatchObject({ status: 'complete', stats: { done: 4 } });
  expect(made('cancelled')[0]?.cancels).toBeLessThan(6);
  expect(made('gone')[0]?.cancels).toBeLessThan(6);
  isOver = true;
  const [{ id = '' } = {}] = await batches.list();
  await until(async () => (await batches.status(id)).batchApi.files === 0);
  // What was answered was paid for: the same corpus needs no other batch.
  expect(await world.run('cancelled', {})).toMatchObject({
    status: 'complete',
    stats: { done: 4 },
  });
  expect(made('cancelled')).toHaveLength(1);
});

test.concurrent('checks in vain are counted across a restart of the worker', async ({ expect }) => {
  await using world = await createBatchApiWorld(
    { vanished: { onPoll: () => ({ status: 404, body: errorBody('No batch found') }) } },
    { TOLK_BATCH_API_POLL_MS: '150' },
  );
  const first = await world.rig.startWorker(world.env);
  const run = world.run('vanished', { fallback: 'pause' });
  const polls = () => world.api.batchesOf(world.modelOf('vanished'))[0]?.polls ?? 0;
  await until(() => polls() === 3);
  const [{ id = '' } = {}] = await world.batches.list();
  const status = await runTolk(['batch', 'status', id], { env: world.env });
  expect(status.stdout).toMatch(/cannot be checked at present: .*No batch found/);
  await first.stop();
  await world.rig.startWorker(world.env);
  expect(await run).toMatchObject({ status: 'paused' });
  expect(polls()).toBeLessThanOrEqual(6);
});

test.concurrent('files that cannot be submitted are tried ever more seldom, then the batch pauses; a key that rows refuse pauses all workers', async ({
  expect,
}) => {
  let uploads = 0;
  await using world = await createBatchApiWorld({
    unavailable: {
      onUpload: () => {
        uploads += 1;
        return { status: 500, body: errorBody('oops') };
      },
    },
  });
  await using locked = await createBatchApiWorld({
    locked: {
      row: ({ custom_id }) =>
        rowOf(custom_id, { status: 401, body: errorBody('Incorrect API key', 'invalid_api_key') }),
    },
  });
  await Promise.all([world.rig.startWorker(world.env), locked.rig.startWorker(locked.env)]);
  const stop = new AbortController();
  const [unavailable] = await Promise.all([
    world.run('unavailable', {}),
    locked.run('locked', { signal: stop.signal }),
    until(async () => {
      const [batch] = await locked.batches.list();
      if (!batch) return false;
      return (await locked.batches.status(batch.id)).pause?.code === 'llm.unauthorized';
    }).then(() => stop.abort()),
  ]);
  expect(unavailable).toMatchObject({
    status: 'paused',
    pauseMessage: expect.stringContaining('takes no request file'),
  });
  expect(uploads).toBe(8);
  expect(locked.api.batchesOf(locked.modelOf('locked'))).toHaveLength(1);
  expect(locked.api.directCalls(locked.modelOf('locked'))).toBe(0);
});

test.concurrent.for([
  [
    'a gateway without a backend',
    { status: 500, body: errorBody('no files_settings') },
    'it answers 500',
  ],
  ['a page', { status: 200, body: '<html>welcome</html>' }, 'no list of batches'],
  ['a server that forbids it', { status: 403, body: errorBody('no') }, 'it answers 403'],
] as const)('%s has no Batch API, and that is said', async ([, answer, words], { expect }) => {
  await using world = await createBatchApiWorld({ any: { onList: () => answer } });
  const { env } = world;
  const corpus = await world.writeCorpus('any');
  const submit = (...flags: readonly string[]) =>
    runTolk(['batch', 'submit', corpus, '--model', world.modelOf('any'), ...flags], { env });
  const refused = await submit('--via', 'batch-api');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  const planned = await submit('--deadline', '30h');
  expect(planned).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/tolk: direct: the prov/),
  });
  expect(planned.stderr).toContain(words);
});

test.concurrent('a key that the server refuses is no answer about its Batch API', async ({
  expect,
}) => {
  const answer = { status: 401, body: errorBody('Incorrect API key provided') };
  await using world = await createBatchApiWorld({ any: { onList: () => answer } });
  const corpus = await world.writeCorpus('any');
  const submitted = await runTolk(['batch', 'submit', corpus, '--deadline', '30h'], {
    env: world.env,
  });
  expect(submitted).toMatchObject({ code: 2, stderr: expect.stringContaining('llm.unauthorized') });
});
