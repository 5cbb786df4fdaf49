import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TolkError } from '../errors.ts';

/** Linux holds 107 bytes of a socket's path, macOS 103. */
const longestSocketPath = 100;
const longestSocketName = '/supervisor.sock'.length;

/** The files of one embedded Redis. None of them is anybody's but its owner's. */
export interface RedisFiles {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Where leases are taken. */
  readonly supervisorSocket: string;
  /** Where Redis listens; it has no TCP port. */
  readonly redisSocket: string;
}

/**
 * Makes the data folder of an embedded Redis if it is missing, keeps everybody else out of it, and
 * names the sockets in it. Where the folder cannot hold a socket that is only its owner's (its path
 * is too long, or its file system knows no owners), they are in one of the system's temporary
 * folder.
 *
 * @throws TolkError `config.invalid` when the folder cannot be made, or is another user's: whoever
 * owns it could pose as Redis
 */
export function openRedisFiles(dataDir: string): RedisFiles {
  const folder = resolve(dataDir);
  const isPrivate = makePrivate(folder, statSync);
  const isShort = Buffer.byteLength(folder) + longestSocketName <= longestSocketPath;
  const sockets = isPrivate && isShort ? folder : temporaryFolder(folder);
  return {
    folder,
    supervisorSocket: join(sockets, 'supervisor.sock'),
    redisSocket: join(sockets, 'redis.sock'),
  };
}

function temporaryFolder(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `tolk-${userId()}-${hash}`);
  // A link there would lead wherever its maker likes.
  if (makePrivate(path, lstatSync)) return path;
  throw new TolkError(
    'config.invalid',
    `TOLK_DATA_DIR: neither ${folder} nor ${path} can be kept from other users; choose another folder`,
  );
}

/** Whether the folder could be made its owner's alone. */
function makePrivate(path: string, statOf: (path: string) => Stats): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const message = `TOLK_DATA_DIR: cannot make the folder ${path}`;
    throw new TolkError('config.invalid', message, { cause });
  }
  const found = statOf(path);
  if (!found.isDirectory() || found.uid !== userId()) {
    throw new TolkError(
      'config.invalid',
      `TOLK_DATA_DIR: ${path} is another user's, who could read the articles; choose a folder of yours`,
    );
  }
  if (isOwnersOnly(found)) return true;
  try {
    chmodSync(path, 0o700);
  } catch {
    return false;
  }
  return isOwnersOnly(statOf(path));
}

const isOwnersOnly = ({ mode }: Stats): boolean => (mode & 0o077) === 0;

function userId(): number {
  // Absent on Windows only, where no Redis is either.
  return process.getuid?.() ?? 0;
}

/**
 * Whether a socket is this user's. Nobody else can make one in a folder that is its owner's alone;
 * one made before the folder was shut is not trusted.
 */
export function isOwnSocket(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSocket() === true && found.uid === userId();
}
