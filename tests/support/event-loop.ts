/*
 * How long a piece of work keeps the event loop to itself, in CPU time: what else runs on the machine
 * makes a block longer by the clock, but not by this.
 */

/** What a piece of work took, in milliseconds of CPU. */
export interface Blocks {
  /** The longest time in which nothing else of the process could run. */
  readonly longest: number;
  readonly total: number;
}

/** Does the work, and measures between any two turns of the event loop. */
export async function measureBlocks(work: () => Promise<unknown>): Promise<Blocks> {
  const began = cpuMs();
  let last = began;
  let longest = 0;
  let isRunning = true;
  const turn = () => {
    const now = cpuMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    await work();
  } finally {
    turn();
    isRunning = false;
  }
  return { longest, total: cpuMs() - began };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
