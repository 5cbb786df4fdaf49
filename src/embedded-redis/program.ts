import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TolkError } from '../errors.ts';

/** Where `.ci/ready` puts a Redis it had to build, under the data folder. */
const builtProgram = join('bin', 'redis-server');
const programNames = ['redis-server', 'valkey-server'];

/**
 * The program to start as Redis: the one given, else redis-server or valkey-server on PATH, else
 * the one `.ci/ready` built.
 *
 * @throws TolkError `redis.not_installed` saying how to install it
 */
export function findRedisProgram(given: string | undefined, path: string, dataDir: string): string {
  if (given !== undefined) {
    if (isExecutable(given)) return given;
    throw new TolkError('redis.not_installed', `TOLK_REDIS_SERVER: ${given} cannot be run`);
  }
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const onPath = programNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, join(dataDir, builtProgram)].find(isExecutable);
  if (found !== undefined) return found;
  throw new TolkError(
    'redis.not_installed',
    'no redis-server or valkey-server on this machine; install one ' +
      '(apt-get install redis-server, brew install redis) or set REDIS_URL',
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
