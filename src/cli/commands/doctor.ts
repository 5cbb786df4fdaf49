import type { Command } from 'commander';
import { type Diagnosis, diagnose } from '../doctor.ts';
import { exitCodes } from '../exit.ts';
import { llmSettings, readCommandConfig, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';

const marks = { ok: ' ok ', warning: 'warn', problem: 'FAIL' } as const;

/** `tolk doctor`. */
export function defineDoctor(command: Command, io: CommandIo): void {
  command
    .description(
      'Checks Node, Redis and its settings, and the LLM endpoint with a one-token call, and says ' +
        'what to fix. Exit code 2 when something must be fixed.',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tolk doctor\n  tolk doctor --base-url http://127.0.0.1:11434/v1',
    );
  withSettings(command, llmSettings).action(async (flags: { json?: true }) => {
    const { config } = readCommandConfig(flags, io);
    const checks = await withDisposables((disposables) => diagnose(config, io, disposables));
    if (flags.json) io.printJson(checks);
    else io.print(checks.map(describe).join('\n'));
    const hasProblem = checks.some(({ state }) => state === 'problem');
    io.exit(hasProblem ? exitCodes.users : exitCodes.ok);
  });
}

function describe({ state, name, message }: Diagnosis): string {
  return `${marks[state]}  ${name.padEnd(12)} ${message}`;
}
