import type { Command } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

interface PauseFlags {
  readonly reason: string;
}

/** `tolk pause`. */
export function definePause(command: Command, io: CommandIo): void {
  command
    .description(
      'Has all workers of this Redis, database and prefix pause until tolk resume: for maintenance. ' +
        'Calls in flight are finished, articles in progress go back to the queue and keep their ' +
        'attempts. status, doctor, workers and their logs give the reason.',
    )
    .requiredOption('--reason <text>', 'why, for whoever finds them paused')
    .addHelpText('after', '\nExamples:\n  tolk pause --reason "the LLM server moves until 14:00"');
  withSettings(command, redisSettings).action(async (flags: PauseFlags) => {
    const { config } = readCommandConfig(flags, io);
    const { isNew, pause } = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      return client.pause({ reason: flags.reason });
    });
    if (isNew) io.say('tolk: all workers pause; articles keep their attempts; then tolk resume');
    else io.say(`tolk: all workers were paused already: ${pause.message} [${pause.code}]`);
  });
}
