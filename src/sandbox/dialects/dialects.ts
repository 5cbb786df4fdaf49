import type { Problem } from '../problems.ts';
import type { Dialect, Words } from './dialect.ts';
import { gateways } from './gateways.ts';
import { hosts } from './hosts.ts';
import { local } from './local.ts';
import { makers } from './makers.ts';
import { openAiEnvelope, openAiWords } from './openai.ts';

/** OpenAI as it is towards a model of 2026: it refuses what it does not know. */
const openai: Dialect = {
  words: {},
  refuses: ['max_tokens', 'temperature'],
  knowsArguments: true,
};

/** The servers whose words, forms and habits the practice LLM knows. */
const dialects = {
  openai,
  ...makers,
  ...hosts,
  ...gateways,
  ...local,
} as const satisfies Readonly<Record<string, Dialect>>;

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;

/** The names of all dialects. */
export const dialectNames = Object.keys(dialects).filter(isDialect);

/** True for the name of a dialect. */
function isDialect(name: string): name is DialectName {
  return Object.hasOwn(dialects, name);
}

/** OpenAI's forms, from a server that takes whatever parameters there are. */
const lenient: Dialect = { words: {} };

/** The dialect of this name; without one, OpenAI's forms and every parameter taken. */
export function dialectOf(name: DialectName | undefined): Dialect {
  return name === undefined ? lenient : dialects[name];
}

/** How a server of this dialect puts a problem: words, status, headers, body. */
export function describeProblem(
  dialect: Dialect,
  problem: Problem,
): Words & { readonly body: unknown } {
  const words = choose(dialect, problem)(problem);
  const body = words.body ?? (dialect.envelope ?? openAiEnvelope)(words);
  return { ...words, body };
}

/** What a dialect says to this kind of problem, else what OpenAI says. */
function choose({ words }: Dialect, { kind }: Problem): (problem: Problem) => Words {
  // The entry for a kind takes problems of that kind, which the type cannot follow.
  return (words[kind] ?? openAiWords[kind]) as (problem: Problem) => Words;
}
