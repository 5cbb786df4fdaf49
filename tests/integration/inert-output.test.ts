import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { leaves, loadProgram } from '../support/commands.ts';
import { createWorld, type World } from '../support/in-process.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';
import { acting, hostile, Output } from '../support/terminal.ts';
import { runTolk, startTolk, temporaryFolder } from '../support/tolk.ts';

/* Whatever comes from outside reaches a terminal as text, in every command there is. */

/** The same, but for what no file can be called. */
const hostileName = hostile.replaceAll('/', '');

const model = `m${hostile}`;

let world: World;
let server: RawServer;
let folder = '';
let batch = '';
/** An article in each status. */
const ids: Record<string, string> = {};
let redis: Redis;
let env: Record<string, string> = {};
/** Every key of the world, as it is before each command. */
const state = new Map<string, Buffer>();

const file = (name: string) => join(folder, name);
const article = `nieuws${hostileName}.txt`;
const corpus = `corpus${hostileName}.jsonl`;

beforeAll(async () => {
  world = await createWorld({ flaggedWords: ['verboden'] });
  folder = await temporaryFolder();
  redis = new Redis(inject('redisUrl'));
  const lines = [
    {
      id: 'goed',
      title: `Kop ${hostile}`,
      source: `Krant ${hostile}`,
      body: 'Het regent vandaag in Utrecht en Zeist.',
    },
    { id: 'slecht', title: 'Kop', body: 'Dit stuk over het weer in Utrecht is verboden.' },
    { id: `kapot ${hostile}`, body: 'Het waait vandaag in Utrecht en Zeist.' },
  ];
  await writeFile(file(corpus), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await writeFile(
    file(article),
    `title: Kop ${hostile}\n\nHet regent ${hostile} vandaag in Zeist.`,
  );
  await writeFile(file('memory.tmx'), tmx);
  const price = { input: 1, output: 2, source: 'x', shutdownOn: '2020-01-01' };
  const prices = [
    { ...price, model },
    { ...price, model: `${hostile} 2`, input: hostile },
  ];
  await writeFile(file('wrong-prices.json'), JSON.stringify(prices));
  await writeFile(file('prices.json'), JSON.stringify(prices.slice(0, 1)));
  await writeFile(file('glossary.csv'), `term,rendering\n${hostile},\n`);
  const worker = await world.startWorker();
  await runTolk(['batch', 'run', file(corpus), '--out', file('english.jsonl')], { env: world.env });
  const { stdout } = await runTolk(['batch', 'list', '--json'], { env: world.env });
  batch = JSON.parse(stdout)[0].id;
  await worker.stop();
  const listed = await runTolk(['list', '--json'], { env: world.env });
  for (const { id, status } of JSON.parse(listed.stdout)) ids[status] = id;
  server = await startRawServer([
    (response, { method }) => {
      response.writeHead(method === 'GET' ? 200 : 400, { 'content-type': 'application/json' });
      const models = { object: 'list', data: [{ id: `m${hostile}`, object: 'model' }] };
      const error = {
        code: `x${hostile}`,
        type: hostile,
        message: `no ${hostile}`,
        param: hostile,
      };
      response.end(JSON.stringify(method === 'GET' ? models : { error }));
    },
  ]);
  await spoilRedis();
  for (const key of await redis.keys(`${world.prefix}:*`)) {
    const dump = await redis.dumpBuffer(key);
    if (dump) state.set(key, dump);
  }
  env = { ...world.env, LLM_BASE_URL: server.baseUrl, TOLK_RETRY_DELAY_MS: '1' };
});

afterAll(async () => {
  redis.disconnect();
  await server[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const tmx = `<?xml version="1.0"?><tmx version="1.4"><body><tu><tuv xml:lang="nl"><seg>Het regent.</seg>
</tuv><tuv xml:lang="en"><seg>It rains &#x202e;.</seg></tuv></tu></body></tmx>`;

/** Fields of records that are text for people. */
const texts = new Set(
  'title en nl text headline tldr abstract message source place model asked rubriek path pauseMessage'.split(
    ' ',
  ),
);

/** Puts hostile text into every record there is, as somebody may who can write to Redis. */
async function spoilRedis(): Promise<void> {
  for (const key of await redis.keys(`${world.prefix}:*`)) {
    if ((await redis.type(key)) !== 'hash' || key.includes(':queue:')) continue;
    for (const [field, value] of Object.entries(await redis.hgetallBuffer(key))) {
      const changed = spoilField(value);
      if (changed !== null) await redis.hset(key, field, changed);
    }
  }
  await redis.hset(`${world.prefix}:batch:${batch}`, 'pauseMessage', `why ${hostile}`);
  const pause = { code: `x${hostile}`, message: `paused ${hostile}`, at: Date.now() };
  await redis.set(`${world.prefix}:pause`, JSON.stringify(pause));
  const hold = { model: `m${hostile}`, until: Date.now() + 1e7, code: 'x', message: hostile };
  await redis.hset(`${world.prefix}:holds`, 'x m', JSON.stringify(hold));
}

function spoilField(value: Buffer): Buffer | string | null {
  const isPacked = value.subarray(0, 4).equals(zstd);
  const text = isPacked ? zlib.zstdDecompressSync(value).toString() : value.toString();
  const at = text.search(/[{[]/);
  if (at < 0) return null;
  const spoilt = (name: string, part: unknown) =>
    typeof part === 'string' && texts.has(name) ? `${part} ${hostile}` : part;
  try {
    const json = JSON.stringify(JSON.parse(text.slice(at)), spoilt);
    return isPacked ? zlib.zstdCompressSync(json) : text.slice(0, at) + json;
  } catch {
    return null;
  }
}

const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

async function restore(): Promise<void> {
  const keys = await redis.keys(`${world.prefix}:*`);
  if (keys.length > 0) await redis.del(keys);
  for (const [key, dump] of state) await redis.restore(key, 0, dump, 'REPLACE');
}

const takesLong = ([name = '', second = '']: readonly string[]) =>
  ['sandbox', 'demo'].includes(name) || ['watch', 'pilot'].includes(second);

/** Runs a command to its end. */
async function output(
  args: readonly string[],
  to: 'terminal' | 'pipe',
  more: Record<string, string> = {},
) {
  const stdout = new Output(to);
  const stderr = new Output(to);
  const stop = new AbortController();
  // One that takes long is stopped as soon as it has said something.
  const timer = setInterval(() => {
    if (takesLong(args) && stdout.text + stderr.text !== '') stop.abort();
  }, 50);
  await run(args, {
    env: { TOLK_LOCAL_SERVERS: 'none', ...env, ...more },
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: stop.signal,
  });
  clearInterval(timer);
  return `${stdout.text}\n${stderr.text}`;
}

/** What each command is given; what is not here is known by the names of its arguments. */
const given: Readonly<Record<string, () => readonly string[]>> = {
  translate: () => [file(article), file(`fehlt${hostileName}`)],
  enqueue: () => [file(article), file(`weg${hostileName}`)],
  retry: () => ['--all'],
  retranslate: () => ['--all'],
  pause: () => ['--reason', hostile],
  evaluate: () => [file(corpus)],
  help: () => [hostile],
  'batch run': () => [file(corpus)],
  'batch submit': () => [file(corpus)],
  'batch estimate': () => [file(corpus)],
  'batch pilot': () => [file(corpus), '--articles', '1'],
  'batch export': () => [batch, '--out', file(`uit${hostileName}.csv`), '--overwrite'],
  'memory import': () => [file('memory.tmx')],
  'memory export': () => [file(`memory${hostileName}.tmx`)],
  'prices update': () => [file('wrong-prices.json')],
  sandbox: () => ['--port', '0'],
};
const byArgument: Readonly<Record<string, () => readonly string[]>> = {
  id: () => [...Object.values(ids), `niemand${hostile}`],
  batch: () => [batch],
};

describe.each(
  leaves(await loadProgram())
    // Its output is a log; see below.
    .filter(([words]) => words.join() !== 'worker')
    .map(([words, command]) => ({
      name: words.join(' '),
      words,
      command,
    })),
)('tolk $name', ({ name, words, command }) => {
  const args = () => {
    const known = given[name];
    if (known) return known();
    return command.registeredArguments.flatMap((argument) => {
      const values = byArgument[argument.name()];
      if (!values) throw new Error(`say above what <${argument.name()}> of ${name} is given`);
      return values();
    });
  };
  const hasJson = command.options.some(({ long }) => long === '--json');

  test.each(hasJson ? ['', '--json'] : [''])('to a pipe %s', async (flag) => {
    const more = flag === '' ? [] : [flag];
    await restore();
    const shown = await output([...words, ...args(), ...more], 'pipe');
    expect(shown.trim()).not.toBe('');
    expect(acting.exec(shown)).toBeNull();
    if (command.registeredArguments.at(0)?.name() !== 'id') return;
    for (const id of Object.values(ids)) {
      await restore();
      expect(acting.exec(await output([...words, id, ...more], 'pipe'))).toBeNull();
    }
  });

  test('to a terminal', async () => {
    await restore();
    const shown = await output([...words, ...args()], 'terminal');
    expect(acting.exec(shown)).toBeNull();
  });

  test('where a mistake is quoted', async () => {
    const wrong = await output([...words, ...args(), `--${hostile}`, hostile], 'pipe');
    expect(wrong).toContain('unknown option');
    expect(acting.exec(wrong)).toBeNull();
    const settings = { TOLK_GLOSSARY_FILE: file('glossary.csv'), [`TOLK_X${hostile}`]: hostile };
    expect(acting.exec(await output([...words, ...args()], 'pipe', settings))).toBeNull();
  });
});

test('a value read from --json is exactly what is stored', async () => {
  await restore();
  const shown = await output(['get', ids['done'] ?? '', '--json'], 'pipe');
  expect(JSON.parse(shown).translation.segments[0].en).toContain(hostile);
});

test('a worker logs one JSON line an event, whatever servers and records say', async () => {
  // It begins in a pause, whose reason somebody has written into Redis; its model ends.
  await restore();
  const settings = { TOLK_MODEL: model, TOLK_PRICES_FILE: file('prices.json') };
  const worker = startTolk(['worker'], { env: { ...env, ...settings } });
  const log = await worker.until(/"event":"llm.model_ends"/);
  worker.child.kill('SIGTERM');
  await worker.finished;
  expect(acting.exec(log)).toBeNull();
  const events = log
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events).toContainEqual(expect.objectContaining({ event: 'llm.model_ends', model }));
  expect(events).toContainEqual(
    expect.objectContaining({ reason: expect.stringContaining('PWN'), event: 'worker.paused' }),
  );
});
