import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { ArticleOptions, Style } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import { fraction } from './numbers.ts';

/** The flags with which articles are submitted. */
export interface ArticleFlags {
  readonly again?: true;
  readonly replace?: true;
  readonly anyLanguage?: true;
  readonly model?: string;
  readonly cache?: false;
  /** Dollars. */
  readonly maxCost?: number;
  readonly spelling?: Style['spelling'];
  readonly register?: Style['register'];
  readonly units?: Style['units'];
  readonly headlines?: Style['headlines'];
  readonly careful?: true;
  readonly quality?: ArticleOptions['quality'];
  readonly summary?: ArticleOptions['summary'];
  readonly calls?: ArticleOptions['calls'];
  readonly strict?: true;
  readonly escalate?: string;
  readonly verify?: ArticleOptions['verify'];
}

/** Lets a command take {@link ArticleFlags}; `--model` is a setting and comes with those. */
export function withArticleFlags(command: Command): Command {
  return command
    .option('--again', 'translate again what is done already')
    .option('--replace', 'when an article’s id names another text, let this one take its place')
    .option(
      '--no-cache',
      'with --again: ask the LLM again, too, instead of taking its cached answers',
    )
    .option(
      '--max-cost <usd>',
      'what these articles may cost together; those beyond it fail with job.budget_spent',
      fraction('--max-cost', { min: 0, max: 1e9 }),
    )
    .option('--any-language', 'accept an article that does not look Dutch')
    .option(
      '--careful',
      'translate long articles chunk after chunk, each with the English before it: slower, ' +
        'more consistent',
    )
    .addOption(
      new Option(
        '--quality <level>',
        'best goes over the English a second time, and has it verified',
      ).choices(['normal', 'best']),
    )
    .addOption(
      new Option(
        '--verify [model]',
        'have a model (the article’s own, or this one) read the English against the Dutch for ' +
          'what rules cannot see; what it doubts is in the findings',
      ).argParser(readVerifyingModel),
    )
    .option('--no-verify', 'with --quality best: do without that')
    .option(
      '--escalate <model>',
      'a stronger model for the segments on which a check still raises an error',
    )
    .option(
      '--strict',
      'fail an article on which a check still raises an error, instead of keeping it with its ' +
        'findings',
    )
    .addOption(
      new Option('--summary <length>', 'how long the summary is (full)').choices([
        'none',
        'short',
        'full',
      ]),
    )
    .addOption(
      new Option(
        '--calls <kind>',
        'calls for an article that fits in one: one for its English and its summary together, ' +
          'two, or auto: one unless the model is known to fail at that (TOLK_CALLS)',
      ).choices(['auto', 'one', 'two']),
    )
    .addOption(
      new Option('--spelling <english>', 'British or American English (british)').choices([
        'british',
        'american',
      ]),
    )
    .addOption(
      new Option('--register <register>', 'how the English reads (newspaper)').choices([
        'newspaper',
        'plain',
        'formal',
      ]),
    )
    .addOption(
      new Option(
        '--units <what>',
        'convert adds English units and currencies in brackets (keep)',
      ).choices(['keep', 'convert']),
    )
    .addOption(
      new Option('--headlines <case>', 'capitals of titles (sentence)').choices([
        'sentence',
        'title',
      ]),
    );
}

/** `--verify news.txt` takes the file for a model. @throws TolkError `usage.invalid` */
function readVerifyingModel(name: string): string {
  if (!existsSync(name)) return name;
  throw new TolkError(
    'usage.invalid',
    `--verify ${name}: that is a file; put --verify last, or name a model (--verify=MODEL)`,
  );
}

/** How articles are submitted, as the client takes it. */
export function readArticleFlags(flags: ArticleFlags) {
  const { again, replace, maxCost } = flags;
  return {
    ...readArticleOptions(flags),
    reuse: again ? 'never' : 'always',
    onConflict: replace ? 'replace' : 'refuse',
    budget: maxCost === undefined ? undefined : { name: randomUUID(), limitUsd: maxCost },
  } as const;
}

/** How the English is to be made; only what was given. */
export function readArticleOptions(flags: ArticleFlags): ArticleOptions {
  const { anyLanguage, model, cache, careful, quality, summary, strict, calls } = flags;
  const { escalate, verify, spelling, register, units, headlines } = flags;
  const style = { spelling, register, units, headlines };
  const options: ArticleOptions = {
    model,
    language: anyLanguage ? 'any' : undefined,
    cache: cache === false ? 'bypass' : undefined,
    style: Object.values(style).some((choice) => choice !== undefined) ? style : undefined,
    mode: careful ? 'careful' : undefined,
    quality,
    summary,
    calls,
    strict,
    escalate,
    verify,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
