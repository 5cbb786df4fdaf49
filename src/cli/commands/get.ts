import type { Command } from 'commander';
import { notFound } from '../../queue/enqueue.ts';
import { type ResultFlags, showResults, withResultFlags } from '../flags/results.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { requireShowable } from '../flags/view.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';

/** `tolk get`. */
export function defineGet(command: Command, io: CommandIo): void {
  command.description(
    'Shows articles by id: the English when done, also while a newer version of it is made; ' +
      'else where they are. ' +
      'Exit code 3 when one has failed.',
  );
  withSettings(withResultFlags(command), redisSettings).action(
    async (ids: string[], flags: ResultFlags) => {
      requireShowable(flags);
      const { config } = readCommandConfig(flags, io);
      const results = await withDisposables(async (disposables) => {
        const { client } = await openClient(config, io, disposables);
        const find = async (id: string) => (await client.get(id)) ?? Promise.reject(notFound(id));
        return Promise.all(ids.map(find));
      });
      await showResults(results, flags, io);
    },
  );
}
