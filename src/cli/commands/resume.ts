import type { Command } from 'commander';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk resume`. */
export function defineResume(command: Command, io: CommandIo): void {
  command
    .description(
      'Ends the pause that a wrong key, a spent budget or an empty account caused, once that ' +
        'is fixed, and the waits that servers asked for. Articles keep their attempts.',
    )
    .addHelpText('after', '\nExamples:\n  tolk resume');
  withSettings(command, redisSettings).action(async (flags: object) => {
    const { config } = readCommandConfig(flags, io);
    const { pause, holds } = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      const { waiting } = await client.status();
      return { pause: await client.resume(), holds: waiting.holds };
    });
    for (const { model, message, code } of holds)
      io.say(
        `tolk: ${model} is called again at once; the reason to wait was: ${message} [${code}]`,
      );
    if (pause) io.say(`tolk: resumed; the reason was: ${pause.message} [${pause.code}]`);
    else if (holds.length === 0) io.say('tolk: nothing was paused');
  });
}
