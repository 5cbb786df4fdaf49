import { type Command, Option } from 'commander';
import { type Status, statuses } from '../../contract.ts';
import { toJson } from '../../render/json.ts';
import { Matcher, type MatchFlags, readSince, withFieldFilter } from '../flags/matching.ts';
import { integer } from '../flags/numbers.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { tabulateResults } from '../output/tables.ts';

interface ListFlags extends MatchFlags {
  readonly json?: true;
  readonly status?: Status;
  readonly limit: number;
}

/** Articles that are looked at where some are chosen. */
const lookedAt = 10_000;

/** `tolk list`. */
export function defineList(command: Command, io: CommandIo): void {
  command
    .description('Lists articles, last changed first.')
    .option('--json', 'print a JSON array')
    .addOption(new Option('--status <status>', 'only these').choices(statuses))
    .option('--limit <n>', 'at most this many', integer('--limit', { min: 1, max: 100_000 }), 50)
    .option('--search <text>', 'only those with this in their titles, headline, id, source or URL')
    .option(
      '--since <when>',
      'only those submitted since then: 2026-11-24, 36h, 7d',
      (text: string) => readSince(text, Date.now()),
    )
    .addHelpText(
      'after',
      `
Examples:
  tolk list --status failed
  tolk list --filter source=Trouw --since 2026-11-24 --search brug
  tolk list --json --limit 1000 | jq -r .[].id`,
    );
  withSettings(withFieldFilter(command), redisSettings).action(async (flags: ListFlags) => {
    const { json, status, limit } = flags;
    const isChosen = [flags.search, flags.since, flags.filter].some((flag) => flag !== undefined);
    const { config } = readCommandConfig(flags, io);
    const found = await withDisposables(async (disposables) => {
      const { client } = await openClient(config, io, disposables);
      const asked = isChosen ? Math.max(limit, lookedAt) : limit;
      return client.list({ limit: asked, ...(status ? { status } : {}) });
    });
    const matcher = new Matcher(flags);
    const results = found.filter((result) => matcher.isMatch(result)).slice(0, limit);
    if (found.length > 0) for (const line of matcher.unknownFields()) io.say(`tolk: ${line}`);
    if (isChosen && found.length >= lookedAt)
      io.say(`tolk: among the ${found.length.toLocaleString('en-US')} that changed last`);
    if (json) io.printJson(results.map(toJson));
    else if (results.length === 0 && found.length > 0) io.say('tolk: no article is like that');
    else if (results.length === 0) io.say('tolk: no articles; submit some with tolk enqueue FILE');
    else {
      const rows = results.map((result) => ({ name: result.id, result }));
      io.print(tabulateResults(rows, io.stdout));
    }
  });
}
