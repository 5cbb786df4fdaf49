import type { ArticleStore, StartedArticle } from '../store/articles.ts';
import type { JobRef } from '../store/job-ref.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';

/**
 * The translation memory as one article sees it: what it knew at the first attempt. What others remember
 * since would make other calls of the same article, and those that are paid for would be paid again.
 */
export function pinnedMemory(
  memory: TranslationMemory,
  order: JobRef,
  { recalled }: Pick<StartedArticle, 'recalled'>,
  store: Pick<ArticleStore, 'keepRecalled'>,
): TranslationMemory {
  return {
    async lookUp(keys) {
      if (recalled) {
        const known = new Map(recalled.map(({ key, pair }) => [key, pair]));
        return keys.map((key) => known.get(key) ?? null);
      }
      const pairs = await memory.lookUp(keys);
      await store.keepRecalled(
        order,
        keys.flatMap((key, at) => {
          const pair = pairs[at];
          return pair ? [{ key, pair }] : [];
        }),
      );
      return pairs;
    },
    remember: (pairs) => memory.remember(pairs),
  };
}
