import type { Article } from '../article/schema.ts';
import type { TolkError } from '../errors.ts';
import { seededRandom } from '../random.ts';
import type { BatchDefinition, StoredDefinition } from '../store/batch-definition.ts';
import { countWords } from './counters.ts';
import { brokenRule, fieldsOf, whyBroken } from './field-rules.ts';

type Filter = BatchDefinition['filter'];

/**
 * Says why an article is left out of a batch; null for one that is wanted. A field that is not what
 * it has to be is named; where the article does not have it, `no` stands before its name.
 */
export function leftOut(article: Article, filter: Filter): string | null {
  if (!isLengthWanted(article.body, filter)) return 'length';
  if (!isDateWanted(article.date, filter)) return 'date';
  const broken = brokenRule(fieldsOf(article), filter.fields ?? []);
  if (broken === null) return null;
  return whyBroken({ ...broken, field: broken.field.slice(0, maxNameCharacters) });
}

/** Why what cannot be taken is left out, and is no mistake of the corpus's; null for a mistake. */
export function leftOutBecause({ code }: TolkError): string | null {
  return code === 'article.redirect' ? 'redirect' : null;
}

/** It becomes the name of a counter. */
const maxNameCharacters = 60;

function isLengthWanted(body: string, { minWords, maxWords }: Filter): boolean {
  if (minWords === undefined && maxWords === undefined) return true;
  const words = countWords(body);
  return words >= (minWords ?? 0) && words <= (maxWords ?? Number.POSITIVE_INFINITY);
}

/**
 * ISO dates compare as text; `2020` is before `2020-01`. An article without a date is in no span of
 * time.
 */
function isDateWanted(date: string | null, { after, before }: Filter): boolean {
  if (after === undefined && before === undefined) return true;
  if (date === null) return false;
  return (after === undefined || date >= after) && (before === undefined || date < before);
}

/**
 * Makes a function that says of each entry, in turn, whether it is in a sample of `size` of `of`
 * (selection sampling, Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S): every sample
 * is as likely, and it is the same for the same random numbers.
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
 * Makes a function that says of each entry, by its number and in turn, whether the batch wants it:
 * all, a sample, or those picked.
 */
export function createSelector({
  sample,
  picked = null,
}: Pick<BatchDefinition, 'sample'> & Partial<Pick<StoredDefinition, 'picked'>>): (
  seq: number,
) => boolean {
  if (picked !== null) {
    const wanted = new Set(picked);
    return (seq) => wanted.has(seq);
  }
  if (sample === null) return () => true;
  return createSampler(sample.size, sample.of, seededRandom(sample.seed));
}
