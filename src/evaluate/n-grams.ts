/** A bag of n-grams: how often each occurs. */
export type NGrams = ReadonlyMap<string, number>;

/** Counts the n-grams of `size` items; `separator` goes between their items. */
export function countNGrams(items: readonly string[], size: number, separator = ''): NGrams {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= items.length; at += 1) {
    const gram = items.slice(at, at + size).join(separator);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many n-grams two bags have in common. */
export function countCommon(hypothesis: NGrams, reference: NGrams): number {
  let common = 0;
  for (const [gram, count] of hypothesis) common += Math.min(count, reference.get(gram) ?? 0);
  return common;
}
