import { readFileSync } from 'node:fs';
import { type Client, createClient, type FinishedResult } from '../../src/index.ts';
import { type Sandbox, type ServerOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { fixtureFiles, readCorpus } from './articles.ts';
import { type Running, startTolk } from './tolk.ts';

/** A Tolk of its own on a given Redis: sandbox, client and worker processes. */
export interface Rig extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker process; `env` goes on top of the rig's. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<Running>;
}

/** Builds a rig under a prefix of its own. */
export async function createRig(
  redisUrl: string,
  name: string,
  options: ServerOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Rig> {
  const sandbox = await startSandbox(options);
  const prefix = `{${name}-${process.pid}-${Math.floor(Math.random() * 1e6)}}`;
  const client = createClient({ redisUrl, prefix });
  const workers = new Set<Running>();
  const env = {
    REDIS_URL: redisUrl,
    TOLK_PREFIX: prefix,
    LLM_BASE_URL: sandbox.baseUrl,
    TOLK_MODEL: 'sandbox',
    TOLK_LOCK_MS: '2000',
    TOLK_STALLED_CHECK_MS: '1000',
    TOLK_RETRY_DELAY_MS: '200',
    TOLK_CALL_TIMEOUT_MS: '2000',
    ...more,
  };
  return {
    sandbox,
    client,
    env,
    async startWorker(extra = {}) {
      const worker = startTolk(['worker'], { env: { ...env, ...extra } });
      workers.add(worker);
      await worker.until(/worker.started/);
      return worker;
    },
    async [Symbol.asyncDispose]() {
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all([...workers].map(({ finished }) => finished));
      await client.close();
      await sandbox.close();
    },
  };
}

/** `count` different articles made from the corpus and the samples: each variation ends with a sentence of its own. */
export function makeVariations(count: number): Array<{ id: string; body: string }> {
  const bodies = [
    ...readCorpus('ntrex-dev.jsonl').map(({ body }) => body),
    ...fixtureFiles.map((file) => readFileSync(file, 'utf8').replace(/^(?:\w+:? .*\n)+\n|^ date 2020-08 /, '')),
  ];
  return Array.from({ length: count }, (_, at) => ({
    id: `article-${at}`,
    body: `${(bodies[at % bodies.length] ?? '').trim()}\n\nDit artikel is versie ${1_000 + at} van de redactie in Utrecht.`,
  }));
}

/** Hands articles in and waits for all of them. */
export async function runAll(client: Client, articles: ReadonlyArray<{ id: string; body: string }>): Promise<FinishedResult[]> {
  await client.enqueueMany(articles);
  return Promise.all(articles.map(({ id }) => client.wait(id)));
}

/** What the sandbox says when it is spoilt, and no article does. */
const faultText = /as an AI language model|I cannot assist|Here is the translation|Bartholdson|```/;

/** What is wrong with results, given what the sandbox knows it said wrong; empty when all is well. */
export function findFaults(
  results: readonly FinishedResult[],
  articles: ReadonlyArray<{ id: string; body: string }>,
  sandbox: Sandbox,
): string[] {
  const poisoned = new Set(sandbox.poisoned().map(({ nl, en }) => JSON.stringify([nl, en])));
  return results.flatMap((result, at) => {
    if (result.status !== 'done') return [`${result.id} failed: ${result.error.code} ${result.error.message}`];
    const { segments } = result.translation;
    const expected = articles[at]?.body.split(/\n{2,}/).length;
    return [
      ...(segments.length === expected ? [] : [`${result.id} has ${segments.length} segments, not ${expected}`]),
      ...segments
        .filter(({ nl, en }) => poisoned.has(JSON.stringify([nl, en])))
        .map(({ n, en }) => `${result.id}: segment ${n} is poisoned: ${en.slice(0, 80)}`),
      ...segments
        .filter(({ en }) => en === '' || faultText.test(en))
        .map(({ n, en }) => `${result.id}: segment ${n} is fault text: ${en.slice(0, 80)}`),
      ...(faultText.test(JSON.stringify(result.summary)) ? [`${result.id}: the summary is fault text`] : []),
    ];
  });
}
