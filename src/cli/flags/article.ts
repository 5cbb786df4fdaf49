import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { ArticleOptions, Style } from '../../contract.ts';
import { readNumber } from '../io.ts';

/** The flags with which articles are handed in. */
export interface ArticleFlags {
  readonly again?: true;
  readonly replace?: true;
  readonly anyLanguage?: true;
  readonly model?: string;
  readonly cache?: false;
  readonly maxCost?: string;
  readonly spelling?: Style['spelling'];
  readonly register?: Style['register'];
  readonly units?: Style['units'];
  readonly headlines?: Style['headlines'];
  readonly careful?: true;
  readonly quality?: ArticleOptions['quality'];
  readonly summary?: ArticleOptions['summary'];
  readonly strict?: true;
  readonly escalate?: string;
}

/** Lets a command take {@link ArticleFlags}; `--model` is a setting and comes with those. */
export function withArticleFlags(command: Command): Command {
  return command
    .option('--again', 'translate anew what is done already')
    .option('--replace', 'when an article’s id names another text, let this one take its place')
    .option(
      '--no-cache',
      'with --again: ask the LLM anew, too, instead of taking its cached answers',
    )
    .option(
      '--max-cost <usd>',
      'what these articles may cost together; those beyond it fail with job.budget_spent',
    )
    .option('--any-language', 'go on with an article that does not look Dutch')
    .option(
      '--careful',
      'translate long articles chunk after chunk, each with the English before it: slower, more consistent',
    )
    .addOption(
      new Option('--quality <level>', 'best goes over the English a second time').choices([
        'normal',
        'best',
      ]),
    )
    .option(
      '--escalate <model>',
      'a stronger model for the paragraphs on which a check still raises an error',
    )
    .option(
      '--strict',
      'fail an article on which a check still raises an error, instead of keeping it with its findings',
    )
    .addOption(
      new Option('--summary <length>', 'how long the summary is (full)').choices([
        'none',
        'short',
        'full',
      ]),
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

/** The flags as the client takes them. */
export function readArticleFlags(flags: ArticleFlags) {
  const {
    again,
    replace,
    anyLanguage,
    model,
    cache,
    maxCost,
    careful,
    quality,
    summary,
    strict,
    escalate,
  } = flags;
  const { spelling, register, units, headlines } = flags;
  const style = { spelling, register, units, headlines };
  return {
    reuse: again ? 'never' : 'always',
    onConflict: replace ? 'replace' : 'refuse',
    model,
    language: anyLanguage ? 'any' : undefined,
    cache: cache === false ? 'bypass' : undefined,
    style: Object.values(style).some((choice) => choice !== undefined) ? style : undefined,
    mode: careful ? 'careful' : undefined,
    quality,
    summary,
    strict,
    escalate,
    budget:
      maxCost === undefined
        ? undefined
        : { name: randomUUID(), limitUsd: readNumber(maxCost, '--max-cost', 0, 1e9) },
  } as const;
}
