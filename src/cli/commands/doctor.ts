import type { Command } from 'commander';
import { diagnose } from '../doctor/diagnose.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { exitCodes } from '../exit.ts';
import { fraction } from '../flags/numbers.ts';
import { llmSettings, readCommandConfig, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';

const marks = {
  ok: ' ok ',
  warning: 'warn',
  problem: 'FAIL',
  unsupported: ' no ',
  skipped: ' -- ',
} as const;

interface DoctorFlags {
  readonly json?: true;
  readonly deep?: true;
  readonly maxCost: number;
  readonly yes?: true;
}

/** `tolk doctor`. */
export function defineDoctor(command: Command, io: CommandIo): void {
  command
    .description(
      'Checks Node, Redis and its settings, and the LLM with a translation of two sentences, and ' +
        'says what to fix. Exit code 2 when something must be fixed.',
    )
    .option('--json', 'print JSON')
    .option(
      '--deep',
      'ask the LLM everything that matters to Tolk, for less than a cent with most models: schema, ' +
        'repair, reasoning, usage, limits, streams, errors, the Batch API',
    )
    .option(
      '--max-cost <usd>',
      'what --deep may cost',
      fraction('--max-cost', { min: 0, max: 1_000 }),
      0.05,
    )
    .option('--yes', 'let --deep ask a model whose price is not known')
    .addHelpText(
      'after',
      '\nOf what --deep looks at, " no " is something the server cannot do and Tolk copes with.\n' +
        '\nExamples:\n  tolk doctor\n  tolk doctor --base-url http://127.0.0.1:11434/v1\n' +
        '  tolk doctor --deep --max-cost 0.02',
    );
  withSettings(command, llmSettings).action(async (flags: DoctorFlags) => {
    const { config } = readCommandConfig(flags, io);
    const depth = flags.deep
      ? { maxCostUsd: flags.maxCost, mayCostAnything: flags.yes === true }
      : 'plain';
    const found = await withDisposables((disposables) => diagnose(config, depth, io, disposables));
    if (flags.json) io.printJson(found);
    else io.printWrapped(found.map(describe).join('\n'));
    const hasProblem = found.some(({ state }) => state === 'problem');
    io.exit(hasProblem ? exitCodes.users : exitCodes.ok);
  });
}

function describe({ state, name, message }: Diagnosis): string {
  return `${marks[state]}  ${name.padEnd(14)} ${message}`;
}
