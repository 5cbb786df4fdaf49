/**
 * The name among `known` that is nearest to a misspelt one, by edit distance.
 *
 * @example
 * nearestName('TOLK_CONCURENCY', ['TOLK_CONCURRENCY', 'TOLK_RPM']); // 'TOLK_CONCURRENCY'
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const byDistance = known.toSorted((a, b) => editDistance(a, name) - editDistance(b, name));
  return byDistance[0];
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
