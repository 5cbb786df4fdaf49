import type { z } from 'zod';
import { readBoundedFileSync } from '../bounded-file.ts';
import { TolkError } from '../errors.ts';
import type { Environment } from './environment.ts';
import { readProviderKeys } from './provider-names.ts';
import { type Config, toSections } from './sections.ts';
import {
  type ConfigKey,
  configKeys,
  type Flags,
  flagName,
  type SettingValues,
  settings,
} from './settings.ts';
import { nearestName } from './spelling.ts';

export type { Config } from './sections.ts';

/** Where a value came from. */
type Origin = 'default' | 'environment' | 'flag' | 'file';

/** A configuration, with what it was made from. */
export interface LoadedConfig {
  readonly config: Config;
  /** The same by the names of the settings, for whoever shows them all. */
  readonly values: SettingValues;
  readonly origins: Readonly<Record<ConfigKey, Origin>>;
}

/** Variables that begin with TOLK_ and are not settings: only Tolk's own tests read them. */
const otherVariables = ['TOLK_CORPUS_DIR', 'TOLK_INPUTS_DIR'];

/**
 * Environment and flags → one validated configuration, and where each value came from. Pure.
 *
 * @throws TolkError `config.invalid` naming every problem at once; a `TOLK_*` variable that does not
 *   exist is one, with the nearest name
 *
 * @example
 * const { config } = loadConfig({ TOLK_RPM: '500' });
 * config.llm.limits.requestsPerMinute; // 500
 */
export function loadConfig(env: Environment, flags: Flags = {}): LoadedConfig {
  const problems = unknownVariables(env);
  const values: Partial<Record<ConfigKey, unknown>> = {};
  const origins: Partial<Record<ConfigKey, Origin>> = {};
  for (const key of configKeys) {
    const { env: variable, schema } = settings[key];
    // A variable that is set to nothing is not set.
    const fromEnv = env[variable] === '' ? undefined : env[variable];
    const origin = originOf(flags[key], fromEnv);
    const parsed = schema.safeParse(flags[key] ?? fromEnv);
    origins[key] = origin;
    if (parsed.success) values[key] = parsed.data;
    else {
      const name = origin === 'flag' ? flagName(key) : variable;
      const problem = describeIssues(parsed.error);
      const isShown = problem.startsWith('must be') && !settings[key].secret;
      problems.push(`${name} ${problem}${isShown ? `, not "${flags[key] ?? fromEnv}"` : ''}`);
    }
  }
  if (values.apiKey !== undefined && values.apiKeyFile !== undefined) {
    problems.push('OPENAI_API_KEY and OPENAI_API_KEY_FILE are both given; give only one');
  }
  if (problems.length > 0) throw new TolkError('config.invalid', problems.join('; '));
  // Each key was parsed by its own schema just above.
  const complete = {
    values: values as SettingValues,
    origins: origins as Record<ConfigKey, Origin>,
  };
  return { ...complete, config: toSections(complete.values, readProviderKeys(env)) };
}

/**
 * {@link loadConfig}, with the key read from `OPENAI_API_KEY_FILE` when that is given.
 *
 * @throws TolkError `config.invalid`, also when the file cannot be read
 */
export function readConfig(env: Environment, flags: Flags = {}): LoadedConfig {
  const loaded = loadConfig(env, flags);
  const { apiKeyFile } = loaded.values;
  if (apiKeyFile === undefined) return loaded;
  const apiKey = readKeyFile(apiKeyFile);
  const values = { ...loaded.values, apiKey };
  const origins = { ...loaded.origins, apiKey: 'file' } as const;
  return { values, origins, config: toSections(values, readProviderKeys(env)) };
}

function originOf(flag: unknown, fromEnv: string | undefined): Origin {
  if (flag !== undefined) return 'flag';
  return fromEnv === undefined ? 'default' : 'environment';
}

const maxKeyBytes = 100_000;

function readKeyFile(file: string): string {
  try {
    const apiKey = readBoundedFileSync(file, maxKeyBytes).toString().trim();
    if (apiKey === '') throw new Error('the file is empty');
    return apiKey;
  } catch (cause) {
    const message = `OPENAI_API_KEY_FILE: cannot read a key from ${file}`;
    throw new TolkError('config.invalid', message, { cause });
  }
}

function describeIssues({ issues }: z.ZodError): string {
  return issues.map(describeIssue).join(', ');
}

/** What a value must be, in words that say what to give instead. */
function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'must be a whole number' : 'must be a number';
    case 'too_small':
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items' : '';
}

function unknownVariables(env: Environment): string[] {
  const known = [...configKeys.map((key) => settings[key].env), ...otherVariables];
  return Object.keys(env)
    .filter((name) => name.startsWith('TOLK_') && !known.includes(name))
    .map((name) => `${name} is not a setting; did you mean ${nearestName(name, known)}?`);
}
