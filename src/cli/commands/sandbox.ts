import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { dayMs } from '../../duration.ts';
import { type DialectName, dialectNames } from '../../sandbox/dialects/dialects.ts';
import type { ModelOptions } from '../../sandbox/options.ts';
import { type Refusable, refusableParameters } from '../../sandbox/parameters.ts';
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
  readonly refuse?: Refusable[];
  readonly dialect?: DialectName;
  readonly models?: string[];
  readonly shutdown?: string;
  readonly context?: number;
  readonly maxOutput?: number;
  readonly flag?: string[];
  readonly reasoning: number;
  readonly efforts?: string[];
  readonly promptCache?: true;
  readonly streamPause: number;
  readonly naive?: true;
  /** What `--naive` was called before. */
  readonly gullible?: true;
  readonly batchLatency: number;
  readonly batchExpire: number;
  readonly batchErrors: number;
  readonly batchVanish: number;
  readonly batchLoseFiles: number;
  readonly batchBadLines: number;
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
  addModelFlags(command);
  addBatchApiFlags(command);
  command
    .option('--key <key>', 'refuse every other key with 401')
    .addHelpText(
      'after',
      `
Examples:
  tolk sandbox --port 8080 --latency 800 --jitter 0.5
  tolk sandbox --chaos 0.2 --seed 7
  tolk sandbox --dialect vllm --context 4096 --reasoning 500
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

function addModelFlags(command: Command): void {
  const tokens = (flag: string) => integer(flag, { min: 0, max: 1e9 });
  command
    .addOption(
      new Option(
        '--dialect <name>',
        'speak as this server does: its errors, its form of answers, what it refuses',
      ).choices(dialectNames),
    )
    .option('--models <name...>', 'the models it knows; any other is refused (every name)')
    .option('--shutdown <date>', 'the day (YYYY-MM-DD) its list says that they end')
    .option('--context <tokens>', 'refuse what is longer, prompt and answer', tokens('--context'))
    .option('--max-output <tokens>', 'refuse to give longer answers', tokens('--max-output'))
    .option('--flag <word...>', 'refuse prompts with this word, as moderation does')
    .option(
      '--reasoning <tokens>',
      'think this long before an answer, at medium effort; it counts as part of the answer',
      tokens('--reasoning'),
      0,
    )
    .option('--efforts <name...>', 'reasoning efforts it knows (none low medium high xhigh max)')
    .option('--prompt-cache', 'report what of a prompt was read from the cache')
    .option(
      '--stream-pause <ms>',
      'time between two pieces of an answer that it streams',
      integer('--stream-pause', { min: 0, max: 600_000 }),
      0,
    );
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
      '--batch-vanish <share>',
      'share of batches that are unknown (404) once they are created',
      fraction('--batch-vanish', share),
      0,
    )
    .option(
      '--batch-lose-files <share>',
      'share of result files that are unknown (404)',
      fraction('--batch-lose-files', share),
      0,
    )
    .option(
      '--batch-bad-lines <share>',
      'share of result files whose last line is cut',
      fraction('--batch-bad-lines', share),
      0,
    )
    .option(
      '--batch-max-tokens <n>',
      'prompt tokens its batches may hold together',
      integer('--batch-max-tokens', { min: 1, max: 1e12 }),
    );
}

function modelOptions(flags: SandboxFlags): ModelOptions & { readonly streamPauseMs: number } {
  const { dialect, models, shutdown, context, maxOutput, efforts } = flags;
  return {
    dialect,
    refuses: flags.refuse ?? [],
    flaggedWords: flags.flag ?? [],
    reasoningTokens: flags.reasoning,
    promptCache: flags.promptCache === true,
    streamPauseMs: flags.streamPause,
    ...(models === undefined ? {} : { models }),
    ...(shutdown === undefined ? {} : { shutdownOn: shutdown }),
    ...(context === undefined ? {} : { contextTokens: context }),
    ...(maxOutput === undefined ? {} : { maxOutputTokens: maxOutput }),
    ...(efforts === undefined ? {} : { efforts }),
  };
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
    batchVanish: flags.batchVanish,
    batchLoseFiles: flags.batchLoseFiles,
    batchBadLines: flags.batchBadLines,
    ...(batchMaxTokens === undefined ? {} : { batchMaxTokens }),
    ...(rpm === undefined ? {} : { requestsPerMinute: rpm }),
    ...(tpm === undefined ? {} : { tokensPerMinute: tpm }),
    apiKey: flags.key,
    naive: flags.naive === true || flags.gullible === true,
    chaos: flags.chaos,
    ...modelOptions(flags),
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
