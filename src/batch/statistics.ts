/** Adds numbers up. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The mean of numbers; 0 for none. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / Math.max(1, values.length);
}

/** The variance of a sample (with n - 1); 0 for fewer than two. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length - 1);
}
