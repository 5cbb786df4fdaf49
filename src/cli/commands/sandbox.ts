import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { dayMs } from '../../duration.ts';
import { isRefusable, refusableParameters } from '../../sandbox/parameters.ts';
import { fraction, integer } from '../flags/numbers.ts';
import type { CommandIo } from '../io.ts';

interface SandboxFlags {
  readonly port: number;
  readonly host: string;
  readonly latency: number;
  readonly jitter: number;
  readonly seed: number;
  readonly rpm?: number;
  readonly tpm?: number;
  readonly chaos: number;
  readonly refuse?: string[];
  readonly naive?: true;
  /** What `--naive` was called before. */
  readonly gullible?: true;
  readonly batchLatency: number;
  readonly batchExpire: number;
  readonly batchErrors: number;
  readonly batchMaxTokens?: number;
  readonly key?: string;
}

const share = { min: 0, max: 1 } as const;

/** `tolk sandbox`. */
export function defineSandbox(command: Command, io: CommandIo): void {
  command
    .description(
      'Runs the practice LLM: a server that speaks the OpenAI protocol and answers with a ' +
        'word-by-word gloss. Free and offline, to rehearse a run. GET /stats says what it was asked.',
    )
    .option(
      '--port <n>',
      'port to listen on; 0 takes a free one',
      integer('--port', { min: 0, max: 65_535 }),
      8080,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1');
  addAnswerFlags(command);
  addBatchApiFlags(command);
  command
    .option('--key <key>', 'refuse every other key with 401')
    .addHelpText(
      'after',
      `
Examples:
  tolk sandbox --port 8080 --latency 800 --jitter 0.5
  tolk sandbox --chaos 0.2 --seed 7
  LLM_BASE_URL=http://127.0.0.1:8080/v1 tolk worker`,
    )
    .action((flags: SandboxFlags) => runSandbox(flags, io));
}

function addAnswerFlags(command: Command): void {
  command
    .option(
      '--latency <ms>',
      'median time to an answer',
      integer('--latency', { min: 0, max: 600_000 }),
      0,
    )
    .option(
      '--jitter <sigma>',
      'spread of the latency (log-normal); 0 makes it fixed',
      fraction('--jitter', { min: 0, max: 5 }),
      0,
    )
    .option(
      '--seed <n>',
      'seed of everything random',
      integer('--seed', { min: 0, max: 2 ** 32 - 1 }),
      1,
    )
    .option(
      '--rpm <n>',
      'requests a minute before it answers 429',
      integer('--rpm', { min: 1, max: 1e9 }),
    )
    .option(
      '--tpm <n>',
      'tokens a minute before it answers 429',
      integer('--tpm', { min: 1, max: 1e12 }),
    )
    .option(
      '--chaos <share>',
      'share of bad answers, from 0 to 1, all kinds in turn',
      fraction('--chaos', share),
      0,
    )
    .addOption(
      new Option('--refuse <parameter...>', 'request parameters it does not know').choices(
        refusableParameters,
      ),
    )
    .option('--naive', 'obey whatever a text orders, where it reaches the model undelimited')
    .addOption(new Option('--gullible').hideHelp());
}

function addBatchApiFlags(command: Command): void {
  command
    .option(
      '--batch-latency <ms>',
      'how long a batch of the Batch API takes',
      integer('--batch-latency', { min: 0, max: dayMs }),
      0,
    )
    .option(
      '--batch-expire <share>',
      'share of a batch’s requests that expire undone',
      fraction('--batch-expire', share),
      0,
    )
    .option(
      '--batch-errors <share>',
      'share of a batch’s requests that end in its error file',
      fraction('--batch-errors', share),
      0,
    )
    .option(
      '--batch-max-tokens <n>',
      'prompt tokens its batches may hold together',
      integer('--batch-max-tokens', { min: 1, max: 1e12 }),
    );
}

async function runSandbox(flags: SandboxFlags, io: CommandIo): Promise<void> {
  const { startSandbox } = await import('../../sandbox/sandbox.ts');
  const { rpm, tpm, batchMaxTokens } = flags;
  const sandbox = await startSandbox({
    port: flags.port,
    host: flags.host,
    latencyMs: flags.latency,
    latencySigma: flags.jitter,
    seed: flags.seed,
    batchLatencyMs: flags.batchLatency,
    batchExpire: flags.batchExpire,
    batchErrors: flags.batchErrors,
    ...(batchMaxTokens === undefined ? {} : { batchMaxTokens }),
    ...(rpm === undefined ? {} : { requestsPerMinute: rpm }),
    ...(tpm === undefined ? {} : { tokensPerMinute: tpm }),
    apiKey: flags.key,
    naive: flags.naive === true || flags.gullible === true,
    chaos: flags.chaos,
    refuses: (flags.refuse ?? []).filter((name) => isRefusable(name)),
  });
  io.print(`LLM_BASE_URL=${sandbox.baseUrl}`);
  io.say(
    'tolk: the sandbox is listening; it answers with glosses, not translations. Ctrl-C ends it',
  );
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await sandbox.close();
  const { requests, completions, repeated } = sandbox.stats();
  io.say(
    `tolk: ${requests} requests, ${completions} completions, ${repeated} of them asked before`,
  );
}
