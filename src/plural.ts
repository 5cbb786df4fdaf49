/** Counts things in words: `1 worker`, `2 workers`, `1,200 articles`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : many}`;
}
