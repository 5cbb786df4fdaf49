import {
  type DoneArticle,
  estimateRetranslation as estimate,
  type RetranslationEstimate,
} from '../../batch/estimate-retranslation.ts';
import type { Config } from '../../config/config.ts';
import type { ArticleOptions } from '../../contract.ts';
import type { Disposables } from '../../disposables.ts';
import { dayMs } from '../../duration.ts';
import { readGlossaryFile } from '../../glossary/file.ts';
import { createGlossary } from '../../glossary/glossary.ts';
import { chooseModel, defaultModel } from '../../llm/choose-provider.ts';
import { openPrices } from '../../llm/open-prices.ts';
import { pages } from '../../pages.ts';
import { plural } from '../../plural.ts';
import { formatCost } from '../../render/article.ts';
import type { ArticleStore } from '../../store/articles.ts';
import { openRedis } from '../../store/open-redis.ts';
import { createArticleStore } from '../../store/redis-article-store.ts';

/** Where the articles are, and how workers would be configured. */
export interface EstimateContext {
  readonly redisUrl: string;
  readonly config: Config;
  readonly disposables: Disposables;
}

const pageSize = 50;

/** Says how many segments of these articles would be retranslated, and what that costs. */
export async function estimateRetranslation(
  ids: readonly string[],
  options: ArticleOptions,
  { redisUrl, config, disposables }: EstimateContext,
): Promise<string> {
  const { prefix } = config.redis;
  const redis = await openRedis(redisUrl, prefix);
  disposables.push(() => redis.disconnect());
  const resultTtlMs = config.results.days * dayMs;
  const store = createArticleStore({ redis, prefix, resultTtlMs, clock: Date.now });
  const { chunkTokens, prompt, glossaryFile } = config.translate;
  const glossary = createGlossary(glossaryFile ? readGlossaryFile(glossaryFile) : undefined);
  const model = chooseModel(config.llm) ?? defaultModel;
  const prices = openPrices(config);
  const found = await estimate(readDone(ids, options, store), {
    model,
    chunkTokens,
    prompt,
    glossary,
    prices,
  });
  return describe(found, options.model ?? model);
}

async function* readDone(
  ids: readonly string[],
  options: ArticleOptions,
  store: ArticleStore,
): AsyncGenerator<DoneArticle> {
  for (const page of pages(ids, pageSize)) {
    const results = await store.read(page);
    for (const [at, id] of page.entries()) {
      const result = results[at];
      const article = await store.readArticle(id);
      if (result?.status !== 'done' || article === null) continue;
      yield { article, result, options: { ...(await store.optionsOf(id)), ...options } };
    }
  }
}

function describe(
  { articles, affected, segments, ofSegments, costUsd }: RetranslationEstimate,
  model: string,
): string {
  const all = `${plural(articles, 'done article')}: `;
  if (segments === 0)
    return `${all}none of ${plural(ofSegments, 'segment')} is affected; nothing would be asked`;
  const count = `${segments.toLocaleString('en-US')} of ${plural(ofSegments, 'segment')}`;
  return (
    `${all}${count} would be translated again, in ${plural(affected, 'article')}; ` +
    `about ${formatCost(costUsd)} with ${model}, their summaries included`
  );
}
