import { z } from 'zod';

/** How the English is to be written. */
const styleSchema = z.strictObject({
  /** Whose spelling. @default 'british' */
  spelling: z.enum(['british', 'american']).optional(),
  /** How formal it is. @default 'newspaper' */
  register: z.enum(['newspaper', 'plain', 'formal']).optional(),
  /**
   * `convert` adds the English unit or a currency's value in brackets, and findings say where.
   *
   * @default 'keep'
   */
  units: z.enum(['keep', 'convert']).optional(),
  /** Capitals of titles. @default 'sentence' */
  headlines: z.enum(['sentence', 'title']).optional(),
});

/** How the English is to be written; see {@link styleSchema}. */
export type Style = z.infer<typeof styleSchema>;

/** How an article is to be handled; part of what makes a job the same job. */
export const articleOptionsSchema = z.strictObject({
  /** Model to ask. @default the worker's own */
  model: z.string().min(1).max(200).optional(),
  /** `any` accepts an article that does not look Dutch. @default 'nl' */
  language: z.enum(['nl', 'any']).optional(),
  /** `bypass` asks again what is in the cache of LLM calls. @default 'use' */
  cache: z.enum(['use', 'bypass']).optional(),
  /** How the English is to be written. */
  style: styleSchema.optional(),
  /**
   * `use` takes segments that were translated before with the same options from the translation
   * memory.
   *
   * @default not used
   */
  memory: z.literal('use').optional(),
  /**
   * `careful` translates chunk after chunk, each with the English before it; `fast` all at a time.
   *
   * @default 'fast'
   */
  mode: z.enum(['fast', 'careful']).optional(),
  /** `best` goes over the English a second time, and has it verified. @default 'normal' */
  quality: z.enum(['normal', 'best']).optional(),
  /**
   * How a model is asked: `full` with rules, the glossary and several segments a call; `short`, for
   * small models, text by text in one line, with terms of your own glossary only; `bare` as `short`
   * but without post-editing, to compare with.
   *
   * @default by the size of the model, as far as its name tells that
   */
  prompt: z.enum(['full', 'short', 'bare']).optional(),
  /**
   * How many calls an article takes that fits in one: `one` for its English and its summary
   * together; `two`; `auto` by what the model is known to be capable of.
   *
   * @default the worker's own
   */
  calls: z.enum(['auto', 'one', 'two']).optional(),
  /** How long the summary is. @default 'full' */
  summary: z.enum(['none', 'short', 'full']).optional(),
  /** Fails an article on which a check still raises an error. @default false */
  strict: z.boolean().optional(),
  /** A stronger model for segments in which post-editing left an error. @default none */
  escalate: z.string().min(1).max(200).optional(),
  /**
   * Has a model read the English against the Dutch, sentence by sentence: one by its name, or the
   * article's own (`true`); `nli` is a local model on the worker's machine (`TOLK_NLI_DIR`).
   *
   * @default true with `quality: 'best'`, else false
   */
  verify: z.union([z.boolean(), z.string().min(1).max(200)]).optional(),
});

/** How an article is to be handled; see {@link articleOptionsSchema}. */
export type ArticleOptions = z.infer<typeof articleOptionsSchema>;

/** Money that articles submitted together may cost. */
export const articleBudgetSchema = z.strictObject({
  /** The same for all of them: letters, digits, `_` and `-`, at most 64. */
  name: z.string().regex(/^[\w-]{1,64}$/),
  /** US dollars. */
  limitUsd: z.number().min(0),
});

/** Money that articles submitted together may cost; see {@link articleBudgetSchema}. */
export type ArticleBudget = z.infer<typeof articleBudgetSchema>;
