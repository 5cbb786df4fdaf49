import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * This machine, and on Linux the world of its process numbers: two containers may have one name.
 */
function machine(): string {
  try {
    return `${hostname()}/${/\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? ''}`;
  } catch {
    return hostname();
  }
}

/** What this process is called by those that would take its batch: `machine:pid`. */
export function processName(): string {
  return `${machine()}:${process.pid}`;
}

/** True for a process of this machine that is not there any more. */
export function isGone(owner: string): boolean {
  const pid = Number(owner.slice(owner.lastIndexOf(':') + 1));
  if (!owner.startsWith(`${machine()}:`) || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
