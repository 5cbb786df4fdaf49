import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The one name of a file that all paths to it lead to, also of one that is not there yet: absolute,
 * without symbolic links.
 */
export async function canonicalPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const found = await realpath(absolute).catch(() => null);
  if (found !== null) return found;
  // A link to nothing yet is the place that it points to.
  const target = await readlink(absolute).catch(() => null);
  if (target !== null) return canonicalPath(resolve(dirname(absolute), target));
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(await canonicalPath(parent), basename(absolute));
}
