import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when `condition` holds; a test that waits in vain ends at its time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}
