import type { ArticleLimits } from '../../article/schema.ts';
import { TolkError } from '../../errors.ts';
import type { StoredBatch } from '../../store/batches.ts';
import { openCorpus, requireSameFiles } from '../feeding.ts';
import { createSelector, leftOut, leftOutBecause } from '../select.ts';
import { Fates } from './fates.ts';

/** What was submitted to a batch. */
export interface Submitted {
  readonly entries: number;
  readonly wanted: number;
  readonly rejected: number;
  readonly leftOut: number;
  readonly fates: Fates;
}

/**
 * Reads a batch's corpus again, as far as the batch has come.
 *
 * @returns why not, where it is not what it was, or cannot be read twice
 */
export async function readSubmitted(
  batch: StoredBatch,
  limits: ArticleLimits,
  signal: AbortSignal | undefined,
): Promise<Submitted | TolkError> {
  const { definition, position } = batch;
  const problem = await requireSameFiles(batch).then(() => null, TolkError.from);
  if (problem) return problem;
  const fates = new Fates(position);
  const counts = { entries: 0, wanted: 0, rejected: 0, leftOut: 0 };
  const isWanted = createSelector(definition);
  let seq = 0;
  for await (const entry of openCorpus(batch, { limits })) {
    seq += 1;
    if (seq > position) break;
    signal?.throwIfAborted();
    const article = isWanted(seq) ? await entry.load().catch(fateOfProblem) : null;
    const fate = typeof article === 'string' ? article : fateOf(article, batch);
    fates.set(seq, fate, typeof article === 'string' ? undefined : article?.body);
    counts.entries += 1;
    counts[fate] += 1;
  }
  return { ...counts, fates };
}

/** As the feeder sorts them. */
function fateOfProblem(error: unknown): 'rejected' | 'leftOut' {
  return leftOutBecause(TolkError.from(error)) === null ? 'rejected' : 'leftOut';
}

function fateOf(
  article: Parameters<typeof leftOut>[0] | null,
  { definition }: StoredBatch,
): 'wanted' | 'leftOut' {
  return article !== null && leftOut(article, definition.filter) === null ? 'wanted' : 'leftOut';
}
