import type { z } from 'zod';
import { type ArticleOptions, articleBudgetSchema, articleOptionsSchema } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { inertLine } from '../inert.ts';
import type { AcceptOptions } from '../store/articles.ts';

/** Checks how an article is to be handled. @throws TolkError `usage.invalid` */
export function parseArticleOptions(options: unknown): ArticleOptions {
  return parse(articleOptionsSchema, options, 'options');
}

/** Checks how articles are to be accepted. @throws TolkError `usage.invalid` */
export function parseAcceptOptions(options: AcceptOptions): AcceptOptions {
  const { reuse, onConflict, budget, ...articleOptions } = options;
  return {
    ...parseArticleOptions(articleOptions),
    reuse,
    onConflict,
    budget: budget && parse(articleBudgetSchema, budget, 'budget'),
  };
}

const longestReason = 500;

/**
 * Checks why all workers are to pause: it is read in terminals and logs.
 *
 * @throws TolkError `usage.invalid`
 */
export function parsePauseReason(reason: unknown): string {
  const text = typeof reason === 'string' ? inertLine(reason).trim() : '';
  if (text !== '') return text.slice(0, longestReason);
  throw new TolkError('usage.invalid', 'a pause needs a reason, for whoever finds workers paused');
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new TolkError('usage.invalid', `${name}: ${issues.join('; ')}`);
}
