import type { Command } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk resume`. */
export function defineResume(command: Command, io: CommandIo): void {
  command
    .description(
      'Ends the pause that a wrong key, a spent budget or an empty account caused, once that ' +
        'is fixed. Articles keep their attempts.',
    )
    .addHelpText('after', '\nExamples:\n  tolk resume');
  withSettings(command, redisSettings).action(async (flags: object) => {
    const { config } = readCommandConfig(flags, io);
    const pause = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      return client.resume();
    });
    if (pause) io.say(`tolk: resumed; the reason was: ${pause.message} [${pause.code}]`);
    else io.say('tolk: nothing was paused');
  });
}
