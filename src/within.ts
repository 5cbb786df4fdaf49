/**
 * Waits for `work`, but no longer than `ms`: for an end that must come, whether what is ended answers
 * or not. What `work` throws later is nobody's.
 */
export async function within(ms: number, work: Promise<unknown>): Promise<'done' | 'late'> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, ms, 'late');
  try {
    return await Promise.race([work.then(() => 'done' as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
