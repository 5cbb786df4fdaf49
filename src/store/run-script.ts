import { createHash } from 'node:crypto';
import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';
import { corrupt, jsonText } from './read-json.ts';
import type { RedisConnection } from './redis-connection.ts';

/*
 * Lua scripts with names instead of positions. A script sees its keys as local variables, its
 * arguments as one table `args`, and binary arguments, which JSON cannot carry, as local variables
 * too. Its reply is decoded by a schema. Numbers travel as doubles: exact for whole numbers below
 * 2^53. There is no null on the way in (Lua's `cjson.null` counts as true): what is not known is
 * left out.
 */

/** A script as it is written down. */
interface ScriptDefinition<
  K extends string,
  A extends z.ZodObject,
  P extends string,
  R extends z.ZodType,
> {
  /** The names of its keys, in the order they are sent in; each becomes a local variable. */
  readonly keys: readonly [K, ...K[]];
  /** What `args` contains. */
  readonly args: A;
  /** The names of its binary arguments; each becomes a local variable. */
  readonly payloads?: readonly P[];
  /** Decodes the reply: {@link flagReply}, {@link fieldsReply}, … */
  readonly reply: R;
  /**
   * `allowed` for what must not be lost: it was paid for, or lets other things go. It is written
   * even when Redis has reached its `maxmemory`.
   *
   * @default 'refused'
   */
  readonly whenFull?: 'allowed' | 'refused';
  readonly lua: string;
}

/** A script that can be run; see {@link defineScript}. */
export interface Script<
  K extends string,
  A extends z.ZodObject,
  P extends string,
  R extends z.ZodType,
> extends ScriptDefinition<K, A, P, R> {
  readonly text: string;
  readonly sha: string;
}

/** What one run of a script is given. */
export type ScriptCall<K extends string, A extends z.ZodObject, P extends string> = {
  readonly keys: Readonly<Record<K, string>>;
  readonly args: z.input<A>;
} & ([P] extends [never]
  ? { readonly payloads?: undefined }
  : { readonly payloads: Readonly<Record<P, Buffer>> });

/** The script of a definition, with the lines that give its keys and arguments their names. */
export function defineScript<
  K extends string,
  A extends z.ZodObject,
  R extends z.ZodType,
  P extends string = never,
>(definition: ScriptDefinition<K, A, P, R>): Script<K, A, P, R> {
  const { keys, payloads = [], lua, whenFull = 'refused' } = definition;
  const text = [
    ...(whenFull === 'allowed' ? ['#!lua flags=allow-oom'] : []),
    ...keys.map((name, at) => `local ${name} = KEYS[${at + 1}]`),
    'local args = cjson.decode(ARGV[1])',
    ...payloads.map((name, at) => `local ${name} = ARGV[${at + 2}]`),
    lua,
  ].join('\n');
  return { ...definition, text, sha: createHash('sha1').update(text).digest('hex') };
}

/** Runs a script, and returns its decoded reply. */
export async function runScript<
  K extends string,
  A extends z.ZodObject,
  P extends string,
  R extends z.ZodType,
>(
  redis: RedisConnection,
  script: Script<K, A, P, R>,
  call: ScriptCall<K, A, P>,
): Promise<z.output<R>> {
  const parameters = parametersOf(script, call);
  const reply = await redis
    .callBuffer('EVALSHA', script.sha, ...parameters)
    .catch((error: unknown) => {
      if (!isUnknownScript(error)) throw error;
      return redis.callBuffer('EVAL', script.text, ...parameters);
    });
  return parseReply(script, reply, Object.values<string>(call.keys));
}

/**
 * Queues runs of a script on a pipeline or a transaction; {@link decodeReply} reads the replies.
 * The first run carries the text, so that the others find it there whatever happened to the server.
 */
export function queueScript<
  K extends string,
  A extends z.ZodObject,
  P extends string,
  R extends z.ZodType,
>(
  pipeline: ChainableCommander,
  script: Script<K, A, P, R>,
  calls: ReadonlyArray<ScriptCall<K, A, P>>,
): void {
  for (const [at, call] of calls.entries()) {
    const parameters = parametersOf(script, call);
    if (at === 0) pipeline.callBuffer('EVAL', script.text, ...parameters);
    else pipeline.callBuffer('EVALSHA', script.sha, ...parameters);
  }
}

/** The decoded reply to one queued run of a script; throws the error that came instead. */
export function decodeReply<R extends z.ZodType>(
  { reply: schema }: { readonly reply: R },
  answered: readonly [error: Error | null, reply: unknown] | undefined,
): z.output<R> {
  const [error, reply] = answered ?? [new Error('Redis gave no reply'), null];
  if (error) throw error;
  return parseReply({ reply: schema }, reply, []);
}

/** A reply is as Tolk wrote it, unless somebody else has written there. */
function parseReply<R extends z.ZodType>(
  { reply: schema }: { readonly reply: R },
  reply: unknown,
  keys: readonly string[],
): z.output<R> {
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  throw corrupt(keys.join(' or ') || 'a record', parsed.error);
}

/** The reply of a script that only acts. */
export const noReply = z.unknown().transform(() => undefined);

/** The reply of a script that says whether it acted: 1 or 0. */
export const flagReply = z
  .union([z.literal(0), z.literal(1)])
  .transform((acted): boolean => acted === 1);

/** A text in a reply. */
export const textReply = z.instanceof(Buffer).transform(String);

/** A JSON text in a reply, read by `schema`. */
export function jsonReply<S extends z.ZodType>(schema: S) {
  return textReply.pipe(jsonText(schema));
}

/** A reply `{ name, value, name, value, … }`; `schema` reads the values, which are Buffers. */
export function fieldsReply<S extends z.ZodType>(schema: S) {
  return z
    .array(z.instanceof(Buffer))
    .transform((flat): unknown => {
      const fields: Record<string, Buffer> = {};
      for (const [at, value] of flat.entries()) {
        const name = flat[at - 1];
        if (at % 2 === 1 && name) fields[String(name)] = value;
      }
      return fields;
    })
    .pipe(schema);
}

function parametersOf<
  K extends string,
  A extends z.ZodObject,
  P extends string,
  R extends z.ZodType,
>(script: Script<K, A, P, R>, call: ScriptCall<K, A, P>): Array<string | Buffer | number> {
  const { keys, payloads = [] } = script;
  const given = new Map(Object.entries<Buffer>(call.payloads ?? {}));
  return [
    keys.length,
    ...keys.map((name) => call.keys[name]),
    JSON.stringify(script.args.parse(call.args)),
    ...payloads.map((name) => given.get(name) ?? Buffer.alloc(0)),
  ];
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
