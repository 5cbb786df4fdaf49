import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { dayMs } from '../../duration.ts';
import { isRefusable, refusableParameters } from '../../sandbox/parameters.ts';
import { type CommandContext, print, readNumber, say } from '../io.ts';

interface SandboxFlags {
  readonly port: string;
  readonly batchLatency: string;
  readonly batchExpire: string;
  readonly batchErrors: string;
  readonly batchMaxTokens?: string;
  readonly host: string;
  readonly latency: string;
  readonly jitter: string;
  readonly seed: string;
  readonly rpm?: string;
  readonly tpm?: string;
  readonly key?: string;
  readonly chaos: string;
  readonly refuse?: string[];
  readonly gullible?: true;
}

/** Adds `tolk sandbox`. */
export function addSandbox(program: Command, host: CommandContext): void {
  program
    .command('sandbox')
    .summary('run the practice LLM')
    .description(
      'Runs the practice LLM: a server that speaks the OpenAI protocol and answers with a word-by-word gloss. Free and offline, to rehearse a run. GET /stats tells what it was asked.',
    )
    .option('--port <n>', 'port to listen on; 0 takes a free one', '8080')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--latency <ms>', 'median time to an answer', '0')
    .option('--jitter <sigma>', 'spread of the latency (log-normal); 0 makes it fixed', '0')
    .option('--seed <n>', 'seed of everything random', '1')
    .option('--rpm <n>', 'requests a minute before it answers 429')
    .option('--tpm <n>', 'tokens a minute before it answers 429')
    .option('--chaos <share>', 'share of bad answers, from 0 to 1, all kinds in turn', '0')
    .addOption(
      new Option('--refuse <parameter...>', 'request parameters it does not know').choices(
        refusableParameters,
      ),
    )
    .option('--gullible', 'obey whatever a text orders, where it reaches the model undelimited')
    .option('--batch-latency <ms>', 'how long a batch of the Batch API takes', '0')
    .option('--batch-expire <share>', 'share of a batch’s requests that expire undone', '0')
    .option('--batch-errors <share>', 'share of a batch’s requests that end in its error file', '0')
    .option('--batch-max-tokens <n>', 'prompt tokens its batches may hold together')
    .option('--key <key>', 'refuse every other key with 401')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk sandbox --port 8080 --latency 800 --jitter 0.5\n  tolk sandbox --chaos 0.2 --seed 7\n  LLM_BASE_URL=http://127.0.0.1:8080/v1 tolk worker',
    )
    .action(async (flags: SandboxFlags) => {
      const { startSandbox } = await import('../../sandbox/sandbox.ts');
      const sandbox = await startSandbox({
        port: readNumber(flags.port, '--port', 0, 65_535),
        host: flags.host,
        latencyMs: readNumber(flags.latency, '--latency', 0, 600_000),
        latencySigma: readNumber(flags.jitter, '--jitter', 0, 5),
        seed: readNumber(flags.seed, '--seed', 0, 2 ** 32 - 1),
        batchLatencyMs: readNumber(flags.batchLatency, '--batch-latency', 0, dayMs),
        batchExpire: readNumber(flags.batchExpire, '--batch-expire', 0, 1),
        batchErrors: readNumber(flags.batchErrors, '--batch-errors', 0, 1),
        ...(flags.batchMaxTokens === undefined
          ? {}
          : { batchMaxTokens: readNumber(flags.batchMaxTokens, '--batch-max-tokens', 1, 1e12) }),
        ...(flags.rpm === undefined
          ? {}
          : { requestsPerMinute: readNumber(flags.rpm, '--rpm', 1, 1e9) }),
        ...(flags.tpm === undefined
          ? {}
          : { tokensPerMinute: readNumber(flags.tpm, '--tpm', 1, 1e12) }),
        apiKey: flags.key,
        gullible: flags.gullible === true,
        chaos: readNumber(flags.chaos, '--chaos', 0, 1),
        refuses: (flags.refuse ?? []).filter((name) => isRefusable(name)),
      });
      print(`LLM_BASE_URL=${sandbox.baseUrl}`);
      say(
        'tolk: the sandbox is listening; its answers are glosses, not translations. Ctrl-C ends it',
      );
      if (!host.signal.aborted) await once(host.signal, 'abort');
      await sandbox.close();
      const { requests, completions, repeated } = sandbox.stats();
      say(
        `tolk: ${requests} requests, ${completions} completions, ${repeated} of them asked before`,
      );
    });
}
