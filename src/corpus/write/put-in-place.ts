import { readdir, rename, rm, stat } from 'node:fs/promises';
import { TolkError } from '../../errors.ts';

/** Names of the pages that Tolk writes into a folder. */
const pageName = /^\d{6,}-.*\.(?:md|html|docx)$/;

/**
 * Makes sure that an output may be replaced by another: a folder only where there is nothing in it
 * but pages of Tolk's, a file by a file.
 *
 * @throws TolkError `usage.invalid`
 */
export async function requireReplaceable(path: string, by: 'file' | 'folder'): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  if (by === 'file' && found.isDirectory())
    throw new TolkError('usage.invalid', `${path}: that is a folder; name a file as the output`);
  if (!found.isDirectory()) return;
  const other = (await readdir(path)).find((name) => !pageName.test(name));
  if (other === undefined) return;
  throw new TolkError(
    'usage.invalid',
    `${path}: ${other} in it is not Tolk's, and would be deleted with the folder; move it, or name ` +
      'another output',
  );
}

/**
 * Puts a whole new output in the place of an old one. A file takes its place at once; a folder is
 * moved aside first, and is there under that name should the process die in between.
 */
export async function putInPlace(
  temporary: string,
  path: string,
  kind: 'file' | 'folder',
): Promise<void> {
  await requireReplaceable(path, kind);
  if (kind === 'file') return rename(temporary, path);
  const aside = `${path}.old`;
  await rm(aside, { recursive: true, force: true });
  if ((await stat(path).catch(() => null)) !== null) await rename(path, aside);
  await rename(temporary, path);
  await rm(aside, { recursive: true, force: true });
}

/** Where a folder was moved aside, and nothing has taken its place, it goes back. */
export async function putBack(path: string): Promise<void> {
  const aside = `${path}.old`;
  const [isThere, isAside] = await Promise.all([exists(path), exists(aside)]);
  if (!isThere && isAside) await rename(aside, path);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
