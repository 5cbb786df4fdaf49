import { type Command, Option } from 'commander';
import { type Status, statuses } from '../../contract.ts';
import { toJson } from '../../render/json.ts';
import { integer } from '../flags/numbers.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { tabulateResults } from '../output/tables.ts';

interface ListFlags {
  readonly json?: true;
  readonly status?: Status;
  readonly limit: number;
}

/** `tolk list`. */
export function defineList(command: Command, io: CommandIo): void {
  command
    .description('Lists articles, last changed first.')
    .option('--json', 'print a JSON array')
    .addOption(new Option('--status <status>', 'only these').choices(statuses))
    .option('--limit <n>', 'at most this many', integer('--limit', { min: 1, max: 100_000 }), 50)
    .addHelpText(
      'after',
      `
Examples:
  tolk list --status failed
  tolk list --json --limit 1000 | jq -r .[].id`,
    );
  withSettings(command, redisSettings).action(async (flags: ListFlags) => {
    const { json, status, limit } = flags;
    const { config } = readCommandConfig(flags, io);
    const results = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      return client.list({ limit, ...(status ? { status } : {}) });
    });
    if (json) io.printJson(results.map(toJson));
    else if (results.length === 0) io.say('tolk: no articles; submit some with tolk enqueue FILE');
    else {
      const rows = results.map((result) => ({ name: result.id, result }));
      io.print(tabulateResults(rows, io.stdout));
    }
  });
}
