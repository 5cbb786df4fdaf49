import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names this machine, and on Linux its process namespace: two containers may share a host name. */
function machine(): string {
  try {
    const namespace = /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
    return `${hostname()}/${namespace}`;
  } catch {
    return hostname();
  }
}

/** Names this process to others that would run its batch: `machine:pid`. */
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
