/*
 * One model has many names. A server may answer with a dated one, a gateway puts its own or the
 * provider's in front, Bedrock and Vertex add a version:
 *
 *   gpt-6.1-sol-2026-09-29             openai/gpt-6-luna            models/gemini-2.5-flash
 *   claude-haiku-4-5@20251001          claude-haiku-4-5-latest      accounts/fireworks/models/…
 *   us.anthropic.claude-haiku-4-5-20251001-v1:0
 */

/** A dated snapshot, or a version: it costs what the model costs. */
const snapshots = [
  /-v\d+(?::\d+)?$/,
  /[-@](?:\d{4}-\d{2}-\d{2}|20\d{6})$/,
  /-0\d\d$/,
  /-latest$/,
] as const;

/** The region and the maker, as Bedrock writes them. */
const bedrock = /^(?:[a-z]{2}(?:-gov)?\.|apac\.|global\.)?(?:anthropic|openai|mistral|deepseek)\./;

/**
 * The names under which the price of a model may be listed, the most exact first.
 *
 * @example priceNames('openai/gpt-6.1-sol-2026-09-29') // […, 'gpt-6-1-sol']
 */
export function priceNames(model: string): string[] {
  const whole = spelled(model);
  const short = spelled(model.slice(model.lastIndexOf('/') + 1).replace(bedrock, ''));
  return [...new Set([whole, short].flatMap((name) => [name, withoutSnapshot(name)]))];
}

/** One spelling for `claude-haiku-4.5` and `claude-haiku-4-5`. */
export function spelled(model: string): string {
  return model.trim().toLowerCase().replaceAll(/[._]/g, '-');
}

function withoutSnapshot(name: string): string {
  return snapshots.reduce((rest, snapshot) => rest.replace(snapshot, ''), name);
}
