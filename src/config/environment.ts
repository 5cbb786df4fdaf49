import { type ConfigKey, type Flags, settings } from './settings.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; nothing else in Tolk reads `process.env`. */
export function processEnvironment(): Environment {
  return process.env;
}

/** `env` for a child process of Tolk's own that must also have the settings `more`. */
export function environmentWith(env: Environment, more: Flags): Environment {
  const given = Object.entries(more).filter(([, value]) => value !== undefined);
  const extra = given.map(([key, value]) => [settings[key as ConfigKey].env, String(value)]);
  return { ...env, ...Object.fromEntries(extra) };
}
