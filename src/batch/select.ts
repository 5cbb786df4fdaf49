import type { Article } from '../article/schema.ts';
import { seededRandom } from '../random.ts';
import type { StoredDefinition } from '../store/batch-definition.ts';
import { countWords } from './counters.ts';

/** Why an article is left out of a batch, or null. */
export function leftOut(
  article: Article,
  { minWords, maxWords, after, before }: StoredDefinition['filter'],
): 'length' | 'date' | null {
  if (minWords !== undefined || maxWords !== undefined) {
    const words = countWords(article.body);
    if (words < (minWords ?? 0) || words > (maxWords ?? Number.POSITIVE_INFINITY)) return 'length';
  }
  if (after !== undefined || before !== undefined) {
    // ISO dates compare as text; `2020` is before `2020-01`. An article without a date is in no
    // span.
    const { date } = article;
    if (
      date === null ||
      (after !== undefined && date < after) ||
      (before !== undefined && date >= before)
    )
      return 'date';
  }
  return null;
}

/**
 * Says of each entry, in turn, whether it is in a sample of `size` of `of` (selection sampling,
 * Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S): every sample is as likely, the same
 * for a seed.
 */
export function createSampler(size: number, of: number, random: () => number): () => boolean {
  let seen = 0;
  let taken = 0;
  return () => {
    const take = random() * (of - seen) < size - taken;
    seen += 1;
    if (take) taken += 1;
    return take;
  };
}

/**
 * Says of each entry, by its number and in turn, whether the batch wants it: all, a sample, or
 * those picked.
 */
export function createSelector({
  sample,
  picked,
}: Pick<StoredDefinition, 'sample' | 'picked'>): (seq: number) => boolean {
  if (picked !== null) {
    const wanted = new Set(picked);
    return (seq) => wanted.has(seq);
  }
  return sample === null
    ? () => true
    : createSampler(sample.size, sample.of, seededRandom(sample.seed));
}
