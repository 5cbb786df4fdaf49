import type { Article } from '../article/schema.ts';
import type { ArticleOptions, DoneResult } from '../contract.ts';
import { createGlossary, type Glossary } from '../glossary/glossary.ts';
import type { PriceTable } from '../llm/cost/price.ts';
import { previousDraft, staleSegments } from '../translate/retranslate.ts';
import { type PromptKind, promptKindFor } from '../translate/short-prompt.ts';
import { costOfEstimate } from './cost.ts';
import { TokenEstimator } from './token-estimator.ts';

/** A done article that is to be retranslated. */
export interface DoneArticle {
  readonly article: Article;
  readonly result: DoneResult;
  /** Its own options, with what is asked now on top. */
  readonly options: ArticleOptions;
}

/** What workers would do with it. */
export interface RetranslationSettings {
  /** The model asked where an article names none. */
  readonly model: string;
  readonly chunkTokens: number;
  readonly prompt: PromptKind | 'auto' | undefined;
  readonly glossary?: Glossary | undefined;
  readonly prices: PriceTable;
}

/** What retranslating takes. */
export interface RetranslationEstimate {
  /** Articles looked at. */
  readonly articles: number;
  /** Those that anything is asked of again. */
  readonly affected: number;
  /** Segments that are translated again, titles included; and how many there are. */
  readonly segments: number;
  readonly ofSegments: number;
  /** US dollars, as expected; null where the price of a model is not known. */
  readonly costUsd: number | null;
}

/**
 * Estimates what retranslating these articles takes: which segments a change of glossary, prompt,
 * style or model makes stale, and what those cost, with the summaries of their articles. Nothing is
 * asked, and nothing changes.
 */
export async function estimateRetranslation(
  articles: AsyncIterable<DoneArticle>,
  settings: RetranslationSettings,
): Promise<RetranslationEstimate> {
  const { prices, glossary = createGlossary() } = settings;
  const estimators = new Map<string, { readonly model: string; readonly of: TokenEstimator }>();
  const sums = { articles: 0, affected: 0, segments: 0, ofSegments: 0 };
  for await (const { article, result, options } of articles) {
    const model = options.model ?? settings.model;
    const stale = findStale({ article, result, options }, { ...settings, model, glossary });
    sums.articles += 1;
    sums.ofSegments += result.translation.segments.length + (article.title === null ? 0 : 1);
    sums.segments += stale.count;
    if (stale.count === 0) continue;
    sums.affected += 1;
    const key = JSON.stringify([model, options.style, options.summary, options.verify]);
    const estimator = estimators.get(key) ?? {
      model,
      of: await TokenEstimator.create({
        ...settings,
        // Only what is stale is asked for, and then the summary.
        options: { ...options, calls: 'two' },
        calls: 'two',
        model,
        glossary,
      }),
    };
    estimators.set(key, estimator);
    const { layout: _, ...withoutLayout } = article;
    await estimator.of.add({ ...withoutLayout, title: stale.title, body: stale.body });
  }
  const costs = [...estimators.values()].map(({ model, of }) =>
    costOfEstimate(of.total(), { level: 'expected', model, prices, via: 'direct' }),
  );
  return { ...sums, costUsd: sumOfKnown(costs) };
}

/** What is asked again of one article. */
function findStale(
  { article, result, options }: DoneArticle,
  settings: RetranslationSettings & { readonly glossary: Glossary },
): { readonly count: number; readonly title: string | null; readonly body: string } {
  const { style = {} } = options;
  const { model, glossary, chunkTokens } = settings;
  const previous = previousDraft(article, result);
  const prompt = promptKindFor(model, options.prompt ?? settings.prompt);
  const { title } = article;
  const { segments } = result.translation;
  const about = { style, prompt, glossary, chunkTokens, title, effectiveModel: model };
  // Without its provenance, or of another text, all of it is asked.
  const isStale = previous === null ? () => true : isIn(staleSegments(previous, about));
  const bodies = segments.filter(({ n }) => isStale(n)).map(({ nl }) => nl);
  const staleTitle = title !== null && isStale(null) ? title : null;
  const count = bodies.length + (staleTitle === null ? 0 : 1);
  return { count, title: staleTitle, body: bodies.join('\n\n') };
}

function isIn(stale: ReadonlySet<number | null>): (segment: number | null) => boolean {
  return (segment) => stale.has(segment);
}

function sumOfKnown(costs: ReadonlyArray<number | null>): number | null {
  return costs.reduce<number | null>(
    (sum, cost) => (sum === null || cost === null ? null : sum + cost),
    0,
  );
}
