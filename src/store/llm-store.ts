import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { compress, decompress } from './compress.ts';
import { createLease, type Lease } from './lease.ts';
import { retryWhileFull } from './retry-while-full.ts';
import { writeLimited } from './write-limited.ts';

/*
 * What the LLM door keeps in Redis for all workers together: finished calls, the right to make one,
 * what servers can do, and what was spent. It implements `DoorStore` of `llm/ports.ts`, which this
 * folder does not know; the types meet in `workers/llm.ts`.
 */

/** KEYS: budgets. ARGV: amount, then limit and expiry (ms) of each. Gives the number of the first budget without room, or 0. */
const reserve = {
  lua: `
local usd = tonumber(ARGV[1])
for at, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') + usd > tonumber(ARGV[at * 2]) + 1e-9 then return at end
end
for at, key in ipairs(KEYS) do
  redis.call('INCRBYFLOAT', key, usd)
  redis.call('PEXPIRE', key, ARGV[at * 2 + 1])
end
return 0`,
};

interface NamedBudget {
  readonly name: string;
  readonly limitUsd: number;
  readonly expiresInMs: number;
}

/**
 * The door's store on `redis`; the connection stays its caller's.
 *
 * @param answerSchema what a finished call looks like
 * @param capabilitiesSchema what is known of a server
 * @param maxAnswers most finished calls kept; beyond it the oldest are dropped
 */
export function createLlmStore<A extends z.ZodType, T extends z.ZodObject>(
  redis: Redis,
  prefix: string,
  answerSchema: A,
  capabilitiesSchema: T,
  maxAnswers: number,
) {
  redis.defineCommand('tolk_reserve', reserve);
  redis.defineCommand('tolk_writeCapped', writeLimited);
  /** Scripts become methods at run time (`defineCommand`), which the types cannot know. */
  const call = async (name: string, ...args: Array<string | number | Buffer>): Promise<number> =>
    Number(await Reflect.get(redis, `tolk_${name}`).call(redis, ...args));
  const answerKey = (key: string) => `${prefix}:llm:${key}`;
  const spendKey = ({ name }: NamedBudget) => `${prefix}:spend:${name}`;
  return {
    async readAnswer(key: string): Promise<z.output<A> | null> {
      const packed = await redis.getBuffer(answerKey(key));
      return packed === null ? null : decompress(packed, answerSchema, 'a cached LLM call');
    },
    async writeAnswer(key: string, answer: z.output<A>, ttlMs: number): Promise<void> {
      await retryWhileFull(() =>
        call(
          'writeCapped',
          answerKey(key),
          `${prefix}:llm-index`,
          compress(answer),
          ttlMs,
          Date.now(),
          maxAnswers,
          answerKey(''),
        ),
      );
    },
    async forgetAnswers(keys: readonly string[]): Promise<void> {
      if (keys.length > 0) await redis.del(...keys.map(answerKey));
    },
    async lease(key: string, ttlMs: number): Promise<Lease | null> {
      const owner = randomBytes(9).toString('base64url');
      const lease = createLease(redis, { key: `${answerKey(key)}:lease`, owner, ttlMs });
      return (await lease.acquire()) ? lease : null;
    },
    async readCapabilities(server: string): Promise<Partial<z.output<T>> | null> {
      const text = await redis.get(`${prefix}:traits:${server}`);
      const known =
        text === null ? undefined : capabilitiesSchema.partial().safeParse(JSON.parse(text));
      return known?.success ? (known.data as Partial<z.output<T>>) : null;
    },
    async writeCapabilities(
      server: string,
      capabilities: z.output<T>,
      ttlMs: number,
    ): Promise<void> {
      await redis.set(`${prefix}:traits:${server}`, JSON.stringify(capabilities), 'PX', ttlMs);
    },
    async reserve<B extends NamedBudget>(budgets: readonly B[], usd: number): Promise<B | null> {
      const rules = budgets.flatMap(({ limitUsd, expiresInMs }) => [limitUsd, expiresInMs]);
      const full = await call('reserve', budgets.length, ...budgets.map(spendKey), usd, ...rules);
      return full === 0 ? null : (budgets[full - 1] ?? null);
    },
    async settle(budgets: readonly NamedBudget[], usd: number): Promise<void> {
      await Promise.all(budgets.map((budget) => redis.incrbyfloat(spendKey(budget), usd)));
    },
  };
}
