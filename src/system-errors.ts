/** What an error of the file system or the operating system means, in Tolk's words. */
interface SystemTrouble {
  readonly code: 'disk.full' | 'file.forbidden' | 'file.unusable' | 'system.exhausted';
  /** What happened, to which file, and what to do about it. */
  readonly message: string;
}

type Kind = readonly [code: SystemTrouble['code'], reason: string];

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['ENOSPC', ['disk.full', 'the disk is full; make room']],
  ['EDQUOT', ['disk.full', 'the disk quota of this user is used up; make room']],
  ['EFBIG', ['disk.full', 'the file is larger than this system allows']],
  ['EACCES', ['file.forbidden', 'no permission']],
  ['EPERM', ['file.forbidden', 'the system does not permit it']],
  ['EROFS', ['file.forbidden', 'the file system is read-only; name another place']],
  ['ENOENT', ['file.unusable', 'no such file']],
  ['EISDIR', ['file.unusable', 'this is a folder']],
  ['ENOTDIR', ['file.unusable', 'a part of the path is no folder']],
  ['ENOTEMPTY', ['file.unusable', 'the folder is not empty']],
  ['EEXIST', ['file.unusable', 'it is there already']],
  ['ENAMETOOLONG', ['file.unusable', 'the name is too long for this file system']],
  ['ELOOP', ['file.unusable', 'its links lead in a circle']],
  ['EXDEV', ['file.unusable', 'it cannot be moved to another file system']],
  ['EBUSY', ['file.unusable', 'it is in use']],
  ['ETXTBSY', ['file.unusable', 'it is in use']],
  ['EIO', ['file.unusable', 'the disk reports an error']],
  ['ENXIO', ['file.unusable', 'nothing can be read or written there']],
  ['EINVAL', ['file.unusable', 'this cannot be done with such a file']],
  ['EMFILE', ['system.exhausted', 'this process has too many files open (see ulimit -n)']],
  ['ENFILE', ['system.exhausted', 'this machine has too many files open']],
  ['ENOMEM', ['system.exhausted', 'this machine has no memory left']],
  ['EAGAIN', ['system.exhausted', 'this machine can start no more processes (see ulimit -u)']],
]);

/** Calls on files; the others (connect, listen, kill) fail with the same codes for other reasons. */
const fileCalls =
  /^(?:open|read|write|close|f?stat|lstat|f?truncate|f(?:data)?sync|rename|mkdir|mkdtemp|rmdir|rm|unlink|scandir|opendir|access|f?chmod|link|symlink|readlink|realpath|copyfile|cp|utime)/;

/** Why a file cannot be used, in a few words. */
export function systemReason(error: unknown): string {
  return kindOf(error)?.[1] ?? (error instanceof Error ? error.message : String(error));
}

/**
 * What an error of the system means; undefined for one of another kind.
 *
 * @param path the file it was about, where the error does not say
 */
export function readSystemTrouble(error: unknown, path?: string): SystemTrouble | undefined {
  const kind = kindOf(error);
  if (kind === undefined) return undefined;
  const [code, reason] = kind;
  const { code: name, path: known, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const file = path ?? dest ?? known;
  return { code, message: `${file === undefined ? '' : `${file}: `}${reason} (${name})` };
}

function kindOf(error: unknown): Kind | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const kind = kinds.get(String(error.code));
  const isOfSystem = kind?.[0] === 'system.exhausted' || fileCalls.test(String(error.syscall));
  return isOfSystem ? kind : undefined;
}
