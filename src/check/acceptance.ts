import type { Article } from '../article/schema.ts';
import type { Finding } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { ordersModel } from './injection.ts';
import { isLoop } from './registry.ts';

/*
 * Findings are stored with a result, and do not fail an article. These rules say where they do.
 */

/**
 * Requires English that renders this text: not one sentence repeated, and, where the Dutch gives
 * orders to models, no error that such an order may have caused.
 *
 * @throws TolkError `llm.looped`, `article.injection_suspected`
 */
export function requireEnglish(article: Article, findings: readonly Finding[]): void {
  const [firstError] = describeErrors(findings);
  if (firstError === undefined) return;
  const loop = findings.find(isLoop);
  if (loop) {
    const where = loop.segment === null ? 'title' : `segment ${loop.segment}`;
    const what = `${article.id}: ${where}: ${loop.message}`;
    // The answers are cached: asked again, they would be the same.
    throw new TolkError('llm.looped', `${what}, also when asked again; try another --model`, {
      retryable: false,
    });
  }
  if (ordersModel(article.body)) throw injectionSuspected(article, firstError);
}

/**
 * Requires English without errors.
 *
 * @throws TolkError `article.doubtful`
 */
export function requireNoErrors(article: Article, findings: readonly Finding[]): void {
  const [firstError, ...others] = describeErrors(findings);
  if (firstError === undefined) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new TolkError(
    'article.doubtful',
    `${article.id}: ${firstError}${more}; without --strict it is kept, with its findings`,
  );
}

/** What became of an article whose Dutch gives orders to models. */
export function injectionSuspected(article: Article, what: string, cause?: unknown): TolkError {
  const message = [
    `${article.id}: the text orders models about, and the answer is wrong (${what});`,
    'read it, then try another --model',
  ].join(' ');
  return new TolkError('article.injection_suspected', message, { cause });
}

function describeErrors(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ segment, message }) => (segment === null ? message : `segment ${segment}: ${message}`));
}
