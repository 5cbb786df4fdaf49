import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Held until the process ends. */
let held: DatabaseSync | undefined;

/**
 * Takes a data folder for this process, and holds it until the process ends, however it ends: a
 * lock of the kernel on a file. Node has none of its own; SQLite's works on all systems, and
 * between machines where the folder's file system does that.
 *
 * @returns false when another process has the folder
 */
export function lockFolder(folder: string): boolean {
  const lock = new DatabaseSync(join(folder, 'supervisor.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    held = lock;
    return held !== undefined;
  } catch {
    lock.close();
    return false;
  }
}
