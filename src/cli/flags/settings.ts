import { type Command, Option } from 'commander';
import { readConfig } from '../../config/config.ts';
import { processEnvironment } from '../../config/environment.ts';
import { type ConfigKey, type Flags, flagName, settings } from '../../config/settings.ts';

const placeholders: Partial<Record<ConfigKey, string>> = {
  redisUrl: 'url',
  baseUrl: 'url',
  dataDir: 'dir',
  provider: 'name',
  model: 'name',
  prefix: 'text',
};

/** Lets a command take these settings as flags; they win over the environment. */
export function withSettings(command: Command, keys: readonly ConfigKey[]): Command {
  for (const key of keys) {
    const { doc, env } = settings[key];
    command.addOption(
      new Option(`${flagName(key)} <${placeholders[key] ?? 'n'}>`, `${doc} (${env})`),
    );
  }
  return command;
}

/** The settings nearly every command takes. */
export const redisSettings = [
  'redisUrl',
  'prefix',
  'dataDir',
] as const satisfies readonly ConfigKey[];

/** The configuration for a command line: environment, and the flags among `options`. */
export function readCommandConfig(options: Readonly<Record<string, unknown>>) {
  const flags = Object.fromEntries(
    Object.entries(options).filter(([key]) => Object.hasOwn(settings, key)),
  );
  return readConfig(processEnvironment(), flags as Flags);
}
