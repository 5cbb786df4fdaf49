import type { Article } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { sourceText } from './article-record.ts';
import type { Accepted, AcceptOptions } from './articles.ts';
import { compress } from './compress.ts';
import type { Keys } from './keys.ts';
import { corrupt } from './read-json.ts';
import { canonicalOptions, newTokens } from './record-id.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { acceptArticles, acceptKeys } from './scripts/accept.ts';

/** Where articles are accepted, and when. */
export interface AcceptContext {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly now: number;
}

/**
 * Writes articles and their records, all in one script; see `ArticleStore.accept`. Redis serves nobody
 * else meanwhile, some 40 µs an article.
 */
export async function acceptPage(
  articles: readonly Article[],
  { reuse = 'always', onConflict = 'refuse', budget, ...options }: AcceptOptions,
  { redis, keys, now }: AcceptContext,
): Promise<Array<Accepted | TolkError>> {
  if (articles.length === 0) return [];
  const packed = articles.map((article) => compress(article));
  const tokens = newTokens(articles.length);
  const items = articles.map((article, at) => ({
    id: article.id,
    token: tokens[at] ?? '',
    contentHash: article.contentHash,
    source: sourceText(article),
    bytes: packed[at]?.length ?? 0,
  }));
  const replies = await runScript(redis, acceptArticles, {
    keys: acceptKeys(keys),
    args: {
      now,
      options: canonicalOptions(options),
      reuse,
      onConflict,
      budget: budget && JSON.stringify(budget),
      items,
    },
    payloads: { page: Buffer.concat(packed) },
  });
  return items.map(({ id }, at) => {
    const reply = replies[at];
    if (reply === undefined) throw corrupt(keys.result(id), 'the script said nothing of it');
    const { verdict, status, token } = reply;
    if (verdict === 'conflict') return idTaken(id);
    const receipt = { id, accepted: verdict === 'accepted', status };
    return { receipt, job: token === undefined ? null : { id, token } };
  });
}

function idTaken(id: string): TolkError {
  return new TolkError(
    'article.id_taken',
    `${id}: another article has this id; give it another one, or replace it (--replace)`,
  );
}
