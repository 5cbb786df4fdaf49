import { createHash, randomBytes } from 'node:crypto';
import type { ChainableCommander, Redis } from 'ioredis';
import { type ArticleOptions, statuses } from '../contract.ts';
import type { Keys } from './keys.ts';
import { retryWhileFull } from './retry-while-full.ts';
import * as scripts from './scripts.ts';

type Command = [name: keyof typeof scripts, id: string, ...args: Array<string | number | Buffer>];

/** Sends a move of an article's record; see `scripts.ts`. */
export type Call = (target: Redis | ChainableCommander, command: Command) => unknown;

/** The moves of `scripts.ts` on `redis`: `call` puts one on a connection or a pipeline, `run` waits while Redis is full. */
export function createScriptRunner(redis: Redis, keys: Keys, clock: () => number) {
  for (const [name, script] of Object.entries(scripts)) redis.defineCommand(`tolk_${name}`, script);

  /** Scripts become methods at run time (`defineCommand`), which the types cannot know. */
  const call: Call = (target, [name, id, ...args]) =>
    Reflect.get(target, `tolk_${name}Buffer`).call(
      target,
      keys.article(id),
      keys.result(id),
      ...statuses.map(keys.index),
      keys.outbox,
      keys.waits(id),
      keys.batch(''),
      id,
      clock(),
      ...args,
    );
  const run = (...command: Command): Promise<Array<Buffer | null> | Buffer | number> =>
    retryWhileFull(
      async () => call(redis, command) as Promise<Array<Buffer | null> | Buffer | number>,
    );
  return { call, run };
}

/** A new mark for an order. */
export function newToken(): string {
  return randomBytes(9).toString('base64url');
}

/** The same text for the same options, in whatever order they were given; what is undefined does not count. */
export function canonical(options: ArticleOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(given.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** A record's id in batches: of the text, and of the options where there are any. */
export function recordIdOf(contentHash: string, options: string): string {
  return options === '{}'
    ? contentHash
    : `${contentHash}-${createHash('sha256').update(options).digest('hex').slice(0, 8)}`;
}
