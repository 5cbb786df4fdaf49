import type { Command } from 'commander';
import { NoteTally } from '../../../corpus/notes.ts';
import { TolkError } from '../../../errors.ts';
import { exitCodes } from '../../exit.ts';
import { type CorpusFlags, readCorpusFlags, withCorpusFlags } from '../../flags/corpus.ts';
import { integer } from '../../flags/numbers.ts';
import { llmSettings, readCommandConfig, withSettings } from '../../flags/settings.ts';
import type { CommandIo } from '../../io.ts';
import { tableWidth } from '../../output/tables.ts';
import { describeEstimate, estimateToJson } from '../../run/describe-estimate.ts';
import { capacityFor, estimateFor, modelOf, quickEntries } from '../../run/plan.ts';

type EstimateFlags = CorpusFlags & { readonly json?: true; readonly quick?: true | number };

/** `tolk batch estimate`. */
export function defineEstimate(command: Command, io: CommandIo): void {
  command
    .description(
      'Reads a corpus and says how many articles, words and tokens it has, what it will cost with ' +
        'each model, how long it takes, and what would be refused. No call is made.',
    )
    .option(
      '--quick [n]',
      `look into n entries spread over the corpus (${quickEntries}), and estimate the rest from them`,
      integer('--quick', { min: 1, max: 1e9 }),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  tolk batch estimate corpus.jsonl.gz
  tolk batch estimate corpus.jsonl.gz --quick
  tolk batch estimate corpus.jsonl.gz --limit 5000 --model gpt-6.1-terra`,
    );
  withSettings(withCorpusFlags(command), [
    ...llmSettings,
    'requestsPerMinute',
    'tokensPerMinute',
  ]).action((names: string[], flags: EstimateFlags) => estimate(names, flags, io));
}

async function estimate(
  names: readonly string[],
  flags: EstimateFlags,
  io: CommandIo,
): Promise<void> {
  const { config } = readCommandConfig(flags, io);
  const definition = await readCorpusFlags({ names, flags, output: null }, config, io);
  const notes = new NoteTally();
  const made = await estimateFor(definition, config, io, {
    quick: readQuick(flags.quick, names),
    onNote: (note) => notes.add(note),
  });
  const model = modelOf(definition, config);
  const capacity = await capacityFor(model, config, io);
  if (flags.json) io.printJson(estimateToJson(made, config, capacity, model));
  else {
    const shown = { chosen: model, width: tableWidth(io.stdout) };
    io.print(describeEstimate(made, config, capacity, shown));
  }
  for (const line of notes.lines()) io.say(`tolk: ${line}`);
  io.exit(made.refused.length > 0 ? exitCodes.someFailed : exitCodes.ok);
}

/** @throws TolkError `usage.invalid` */
function readQuick(quick: true | number | undefined, names: readonly string[]): number | undefined {
  if (quick !== undefined && names.includes('-')) {
    const message = '--quick must read the corpus twice, which standard input does not allow';
    throw new TolkError('usage.invalid', message);
  }
  return quick === true ? quickEntries : quick;
}
