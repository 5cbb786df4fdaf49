import { type Command, Option } from 'commander';
import { type LoadedConfig, readConfig } from '../../config/config.ts';
import { type ConfigKey, type Flags, flagName, settings } from '../../config/settings.ts';
import type { CommandIo } from '../io.ts';

/** The placeholders of settings in the help; whole numbers are `n`. */
const placeholders: Partial<Record<ConfigKey, string>> = {
  redisUrl: 'url',
  prefix: 'text',
  dataDir: 'dir',
  redisServer: 'program',
  provider: 'name',
  apiKey: 'key',
  apiKeyFile: 'file',
  tokenCommand: 'command',
  baseUrl: 'url',
  apiVersion: 'version',
  localServers: 'urls',
  model: 'name',
  fallbackModels: 'names',
  reasoningEffort: 'level',
  serviceTier: 'name',
  extraBody: 'json',
  cacheDays: 'days',
  memoryDays: 'days',
  resultDays: 'days',
  dailyBudgetUsd: 'usd',
  pricesFile: 'file',
  httpsProxy: 'url',
  noProxy: 'hosts',
  caFile: 'file',
  glossaryFile: 'file',
  nliDir: 'dir',
  prompt: 'kind',
  dateOrder: 'order',
  calls: 'kind',
  encoding: 'name',
  logLevel: 'level',
  logFormat: 'format',
  healthFile: 'file',
};

/** Settings that are yes or no: their flag alone means yes. */
const switches: readonly ConfigKey[] = ['strictDates'];

/** Lets a command take these settings as flags; they win over the environment. */
export function withSettings(command: Command, keys: readonly ConfigKey[]): Command {
  for (const key of keys) {
    const { doc, env } = settings[key];
    const value = switches.includes(key) ? '' : ` <${placeholders[key] ?? 'n'}>`;
    command.addOption(new Option(`${flagName(key)}${value}`, `${doc} (${env})`));
  }
  return command;
}

/** The settings of commands that read articles. */
export const readingSettings = [
  'strictDates',
  'dateOrder',
  'encoding',
] as const satisfies readonly ConfigKey[];

/** The settings nearly every command takes. */
export const redisSettings = [
  'redisUrl',
  'prefix',
  'dataDir',
] as const satisfies readonly ConfigKey[];

/** The settings of commands that ask an LLM. */
export const llmSettings = [
  ...redisSettings,
  'provider',
  'baseUrl',
  'model',
  'reasoningEffort',
] as const satisfies readonly ConfigKey[];

/** The settings of commands that run workers. */
export const workerSettings = [
  ...llmSettings,
  'concurrency',
] as const satisfies readonly ConfigKey[];

/**
 * The configuration of a command line: its environment, and the settings among its flags over it.
 *
 * @throws TolkError `config.invalid`
 */
export function readCommandConfig(flags: object, io: CommandIo): LoadedConfig {
  return readConfig(io.env, settingsAmong(flags));
}

/** The settings among the flags of a command line. */
export function settingsAmong(flags: object): Flags {
  const given = Object.entries(flags)
    .filter(([key]) => Object.hasOwn(settings, key))
    .map(([key, value]) => [key, value === true ? 'yes' : value] as const);
  return Object.fromEntries(given);
}
