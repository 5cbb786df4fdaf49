import type { Command } from 'commander';
import { configKeys, settings } from '../../config/settings.ts';
import { TolkError } from '../../errors.ts';
import { chooseProvider, type LlmConfig, type Provider } from '../../llm/choose-provider.ts';
import { maskUrl } from '../../redis-address.ts';
import { describeError } from '../exit.ts';
import { readCommandConfig, withSettings } from '../flags/settings.ts';
import type { CommandIo } from '../io.ts';
import { settingsTable } from '../output/reference.ts';

/** `tolk config`. */
export function defineConfig(command: Command, io: CommandIo): void {
  command
    .description(
      'Shows every setting, its value and where it comes from (flag, environment, file, ' +
        'default). Secrets are masked.',
    )
    .option('--json', 'print JSON')
    .option('--markdown', 'print the reference table of all settings')
    .addHelpText('after', '\nExamples:\n  tolk config\n  TOLK_RPM=500 tolk config --json');
  withSettings(command, configKeys).action((flags: { json?: true; markdown?: true }) => {
    if (flags.markdown) return io.print(settingsTable());
    const { config, values, origins } = readCommandConfig(flags, io);
    const provider = tryToChoose(config.llm, io);
    const model = provider.kind === 'none' ? values.model : provider.model;
    const rows = configKeys.map((key) => ({
      setting: settings[key].env,
      value: shownValue(
        key === 'model' ? model : values[key],
        settings[key].secret ? 'secret' : 'public',
      ),
      origin: origins[key],
    }));
    const { keyVariables = [] } = provider.kind === 'api' ? provider.preset : {};
    const own = keyVariables.filter((name) => name in config.llm.providerKeys);
    for (const name of own.filter((name) => rows.every(({ setting }) => setting !== name)))
      rows.push({ setting: name, value: '***', origin: 'environment' });
    if (flags.json) io.printJson(rows);
    else io.printWrapped(rows.map(describeRow).join('\n'));
  });
}

/** The LLM that the settings mean; what is missing of it is said, and the settings shown all the same. */
function tryToChoose(llm: LlmConfig, io: CommandIo): Provider {
  try {
    return chooseProvider(llm);
  } catch (error) {
    io.say(describeError(TolkError.from(error)));
    return { kind: 'none' };
  }
}

function describeRow(row: { setting: string; value: unknown; origin: string }): string {
  const isBody = row.setting === settings.extraBody.env && row.value !== null;
  const value = isBody ? JSON.stringify(row.value) : String(row.value ?? '(not set)');
  return `${row.setting.padEnd(24)} ${value.padEnd(36)} ${row.origin}`;
}

function shownValue(value: unknown, kind: 'secret' | 'public'): unknown {
  if (typeof value !== 'string') return value ?? null;
  // An address may hold a key, whatever it is for.
  if (value.includes('://')) return maskUrl(value);
  return kind === 'public' ? value : '***';
}
