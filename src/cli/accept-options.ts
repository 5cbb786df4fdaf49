import type { Command } from 'commander';

/** The flags with which articles are handed in. */
export interface AcceptFlags {
  readonly again?: true;
  readonly replace?: true;
  readonly anyLanguage?: true;
  readonly model?: string;
  readonly cache?: false;
}

/** Lets a command take {@link AcceptFlags}; `--model` is a setting and comes with those. */
export function withAcceptFlags(command: Command): Command {
  return command
    .option('--again', 'translate anew what is done already')
    .option('--replace', 'when an article’s id names another text, let this one take its place')
    .option('--no-cache', 'with --again: ask the LLM anew, too, instead of taking its cached answers')
    .option('--any-language', 'go on with an article that does not look Dutch');
}

/** The flags as the client takes them. */
export function readAcceptFlags({ again, replace, anyLanguage, model, cache }: AcceptFlags) {
  return {
    reuse: again ? 'never' : 'always',
    onConflict: replace ? 'replace' : 'refuse',
    model,
    language: anyLanguage ? 'any' : undefined,
    cache: cache === false ? 'bypass' : undefined,
  } as const;
}
