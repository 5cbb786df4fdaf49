import type { ArticleStore, StartedArticle } from '../store/articles.ts';
import type { JobRef } from '../store/job-ref.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';

/** Whose lookups are pinned, and where. */
interface PinTarget {
  readonly jobRef: JobRef;
  readonly started: Pick<StartedArticle, 'memoryMatches'>;
  readonly store: Pick<ArticleStore, 'keepMemoryMatches'>;
}

/**
 * The translation memory as one article sees it: what it contained at the first attempt. Segments
 * that others remember since would change the calls of this article, and those already paid for
 * would be paid again.
 */
export function pinnedMemory(
  memory: TranslationMemory,
  { jobRef, started, store }: PinTarget,
): TranslationMemory {
  return {
    async lookUp(keys) {
      if (started.memoryMatches) {
        const known = new Map(started.memoryMatches.map(({ key, pair }) => [key, pair]));
        return keys.map((key) => known.get(key) ?? null);
      }
      const pairs = await memory.lookUp(keys);
      const matches = keys.flatMap((key, at) => {
        const pair = pairs[at];
        return pair ? [{ key, pair }] : [];
      });
      await store.keepMemoryMatches(jobRef, matches);
      return pairs;
    },
    remember: (pairs) => memory.remember(pairs),
  };
}
