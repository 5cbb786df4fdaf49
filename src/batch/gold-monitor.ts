import type { DoneResult } from '../contract.ts';
import { statNames } from '../store/batch-stats.ts';
import type { BatchStore, StoredBatch } from '../store/batches.ts';
import { findDrift, type GoldArticle, scoreGold } from './gold.ts';

/** Measures the gold articles of one batch as they are done, and warns when quality falls. */
export class GoldMonitor {
  readonly articles: readonly GoldArticle[];
  readonly #batch: StoredBatch;
  readonly #batches: BatchStore;
  readonly #onDrift: (warning: string) => void;

  constructor(
    articles: readonly GoldArticle[],
    batch: StoredBatch,
    batches: BatchStore,
    onDrift: (warning: string) => void = () => {},
  ) {
    this.articles = articles;
    this.#batch = batch;
    this.#batches = batches;
    this.#onDrift = onDrift;
  }

  /** Counts the score of the gold article with this number. */
  async measure(number: number, { translation }: DoneResult): Promise<void> {
    const article = this.articles[number];
    if (!article) return;
    const { id, definition } = this.#batch;
    const score = scoreGold(translation, article);
    await this.#batches.count(id, { [statNames.goldScore(number)]: score });
    const { stats } = await this.#batches.read(id);
    const drift = findDrift(stats.goldScores, await baselineOf(definition, this.#batches));
    if (drift !== null) this.#onDrift(drift);
  }
}

/**
 * The scores that a batch's gold articles are compared with: its pilot's; none where that is gone.
 */
export async function baselineOf(
  { pilot }: Pick<StoredBatch['definition'], 'pilot'>,
  batches: BatchStore,
): Promise<readonly number[]> {
  if (pilot === null) return [];
  try {
    return (await batches.read(pilot)).stats.goldScores;
  } catch {
    return [];
  }
}
