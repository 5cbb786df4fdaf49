/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; nothing else in Tolk reads `process.env`. */
export function processEnvironment(): Environment {
  return process.env;
}
