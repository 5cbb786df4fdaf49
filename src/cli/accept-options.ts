import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { readNumber } from './host.ts';

/** The flags with which articles are handed in. */
export interface AcceptFlags {
  readonly again?: true;
  readonly replace?: true;
  readonly anyLanguage?: true;
  readonly model?: string;
  readonly cache?: false;
  readonly maxCost?: string;
}

/** Lets a command take {@link AcceptFlags}; `--model` is a setting and comes with those. */
export function withAcceptFlags(command: Command): Command {
  return command
    .option('--again', 'translate anew what is done already')
    .option('--replace', 'when an article’s id names another text, let this one take its place')
    .option('--no-cache', 'with --again: ask the LLM anew, too, instead of taking its cached answers')
    .option('--max-cost <usd>', 'what these articles may cost together; those beyond it fail with job.budget_spent')
    .option('--any-language', 'go on with an article that does not look Dutch');
}

/** The flags as the client takes them. */
export function readAcceptFlags({ again, replace, anyLanguage, model, cache, maxCost }: AcceptFlags) {
  return {
    reuse: again ? 'never' : 'always',
    onConflict: replace ? 'replace' : 'refuse',
    model,
    language: anyLanguage ? 'any' : undefined,
    cache: cache === false ? 'bypass' : undefined,
    budget: maxCost === undefined ? undefined : { name: randomUUID(), limitUsd: readNumber(maxCost, '--max-cost', 0, 1e9) },
  } as const;
}
