import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seededRandom } from '../../src/random.ts';
import { sentence } from './batches.ts';
import { createRig, type Rig } from './processes.ts';
import { exactly, type Measure } from './scenarios.ts';
import { startSilentLine } from './silent-line.ts';

/** How a caller of the library is tried. */
export interface KilledClientOptions {
  readonly redisUrl: string;
  readonly articles: number;
  readonly kills: number;
  readonly seed: number;
}

/** An article takes more on its way to Redis. */
const leastBytes = 400;

type EnqueuedArticle = { readonly id: string; readonly body: string };

/** What a service does: it hands in what it has, in one call. */
const program = `
import { text } from 'node:stream/consumers';
import { createClient } from ${JSON.stringify(pathToFileURL(resolve('src/client.ts')).href)};
const { redisUrl, prefix, articles } = JSON.parse(await text(process.stdin));
await using client = createClient({ redisUrl, prefix });
await client.enqueueMany(articles, { summary: 'none' });
`;

/**
 * A service is killed with -9 while it hands in articles, again and again, and hands in all of them
 * when it is started the last time. Its line to Redis breaks at a byte that the seed decides, so that
 * it is killed between any two steps.
 */
export async function runKilledClient(options: KilledClientOptions): Promise<Measure[]> {
  const { redisUrl, articles: count, kills, seed } = options;
  const random = seededRandom(seed);
  await using rig = await createRig(redisUrl, { latencyMs: 20 });
  await Promise.all([rig.startWorkerProcess(), rig.startWorkerProcess()]);
  const articles = Array.from({ length: count }, (_, at) => ({
    id: `article-${at}`,
    body: sentence(at + 10),
  }));
  const known: number[] = [];
  for (let killed = 0; killed < kills; killed += 1) {
    const maxBytes = Math.floor(count * leastBytes * random());
    await using line = await startSilentLine(Number(new URL(redisUrl).port), maxBytes);
    const service = start(rig, articles, `redis://127.0.0.1:${line.port}`);
    await line.silent;
    service.child.kill('SIGKILL');
    await service.ended;
    known.push(await countKnown(rig));
  }
  const last = start(rig, articles, redisUrl);
  const code = await last.ended;
  const results = await Promise.all(articles.map(({ id }) => rig.client.wait(id)));
  const { problems, paid } = await rig.client.audit();
  const { completions, repeated } = rig.sandbox.stats();
  return [
    {
      what: 'handed in at the kills',
      value: known.join(', '),
      limit: `each under ${count}`,
      holds: known.every((found) => found < count),
    },
    exactly('exit code of the last', code ?? -1, 0),
    exactly('articles done', results.filter(({ status }) => status === 'done').length, count),
    exactly('articles lost or wrong, by the audit', problems.length, 0),
    exactly('answers', completions, count),
    exactly('answers paid for twice', repeated + paid.repeated, 0),
  ];
}

async function countKnown({ client }: Rig): Promise<number> {
  const { articles } = await client.status();
  return articles.queued + articles.active + articles.done + articles.failed;
}

function start({ env }: Rig, articles: readonly EnqueuedArticle[], redisUrl: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify({ redisUrl, prefix: env['TOLK_PREFIX'], articles }));
  return { child, ended };
}
