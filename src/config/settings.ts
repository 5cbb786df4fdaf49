import { z } from 'zod';
import { dateOrders } from '../article/date-order.ts';
import { decoderOf } from '../article/encodings.ts';
import { defaultLimits } from '../article/schema.ts';
import { TolkError } from '../errors.ts';
import { parseRedisAddress } from '../redis-address.ts';
import type { Environment } from './environment.ts';
import { callSettings, providerSettings } from './llm-settings.ts';
import { count, milliseconds, setting } from './setting.ts';

const redisUrl = z.string().superRefine((url, context) => {
  try {
    parseRedisAddress(url);
  } catch (error) {
    const { message } = TolkError.from(error);
    context.addIssue({ code: 'custom', message: message.replace('the address of Redis ', '') });
  }
});

/** Every setting there is: its environment variable, its bounds, its default, what it does. */
export const settings = {
  redisUrl: setting(
    'REDIS_URL',
    redisUrl.optional(),
    'Redis to use: `redis://[USER:PASSWORD@]HOST[:PORT][/DB]`, with TLS `rediss://`; ' +
      '`redis+cluster://HOST,HOST`; `redis+sentinel://HOST,HOST/PRIMARY[/DB]`; `unix:///PATH`; ' +
      'without it Tolk starts one of its own',
    true,
  ),
  prefix: setting(
    'TOLK_PREFIX',
    z.string().min(1).max(64).default('{tolk}'),
    'What all Redis keys begin with; the braces keep them in one cluster slot',
  ),
  dataDir: setting(
    'TOLK_DATA_DIR',
    z.string().min(1).default('.tolk'),
    'Where the Redis of its own keeps its data, and `tolk prices update` the prices',
  ),
  redisServer: setting(
    'TOLK_REDIS_SERVER',
    z.string().min(1).optional(),
    'The redis-server or valkey-server program to start',
  ),
  ...providerSettings,
  cacheDays: setting(
    'TOLK_CACHE_DAYS',
    z.coerce.number().min(0).max(3_650).default(30),
    'Days a finished LLM call is kept, to be used again instead of paid again; 0 keeps none',
  ),
  cacheMaxCalls: setting(
    'TOLK_CACHE_MAX_CALLS',
    count(1, 1_000_000_000).default(1_000_000),
    'Most finished LLM calls kept; about 2 kB of Redis each, the oldest give way',
  ),
  memoryDays: setting(
    'TOLK_MEMORY_DAYS',
    z.coerce.number().min(0.0001).max(3_650).default(90),
    'Days a segment of the translation memory is kept',
  ),
  memoryMaxPairs: setting(
    'TOLK_MEMORY_MAX_PAIRS',
    count(1, 1_000_000_000).default(500_000),
    'Most segments in the translation memory; about 1 kB of Redis each, the oldest give way',
  ),
  ...callSettings,
  concurrency: setting(
    'TOLK_CONCURRENCY',
    count(1, 1_000).default(8),
    'Articles one worker handles at a time',
  ),
  processes: setting(
    'TOLK_PROCESSES',
    count(1, 256).optional(),
    'Processes that `tolk worker` starts, each of them a worker with `TOLK_CONCURRENCY` articles at ' +
      'a time; without it one, with four cores and more one less than there are',
  ),
  glossaryFile: setting(
    'TOLK_GLOSSARY_FILE',
    z.string().min(1).optional(),
    'Terms with a fixed rendering: CSV or YAML with term, rendering, note, case; ' +
      'they come before the built-in ones',
  ),
  chunkConcurrency: setting(
    'TOLK_CHUNK_CONCURRENCY',
    count(1, 64).default(4),
    'Chunks of one article translated at a time',
  ),
  nliDir: setting(
    'TOLK_NLI_DIR',
    z.string().min(1).optional(),
    'A folder with a model for natural-language inference (ONNX), for `--verify nli`; it needs ' +
      '`npm install @huggingface/transformers@4`',
  ),
  chunkTokens: setting(
    'TOLK_CHUNK_TOKENS',
    count(100, 16_000).default(1_200),
    'Dutch tokens per LLM call, estimated',
  ),
  prompt: setting(
    'TOLK_PROMPT',
    z.enum(['auto', 'full', 'short']).default('auto'),
    'How models are asked: `full` with rules and several segments a call; `short` text by text in ' +
      'one line, for small models; `auto` by the size that the server or the model’s name tells ' +
      '(`short` up to 4 billion parameters)',
  ),
  calls: setting(
    'TOLK_CALLS',
    z.enum(['auto', 'one', 'two']).default('auto'),
    'Calls for an article that fits in one: `one` asks for its English and its summary together, ' +
      '`two` one after the other; `auto` asks for both together unless the server is known to ' +
      'refuse or ignore schemas or the model has failed at it, where the prompt is the full one',
  ),
  callTimeoutMs: setting(
    'TOLK_CALL_TIMEOUT_MS',
    milliseconds(1_000).default(300_000),
    'Longest wait for the first word of an answer, and for a whole one that is not streamed; ' +
      'on a server of one’s own more for prompts over 1,000 tokens',
  ),
  silenceTimeoutMs: setting(
    'TOLK_SILENCE_TIMEOUT_MS',
    milliseconds(100).default(60_000),
    'Longest silence within an answer that is streamed; on a server of one’s own four times that',
  ),
  answerTimeoutMs: setting(
    'TOLK_ANSWER_TIMEOUT_MS',
    milliseconds(1_000).default(1_800_000),
    'Longest time for one answer in all, however lively',
  ),
  maxBytes: setting(
    'TOLK_MAX_BYTES',
    count(1, 20_000_000).default(defaultLimits.maxBytes),
    'Largest article, in bytes',
  ),
  maxSegments: setting(
    'TOLK_MAX_SEGMENTS',
    count(1, 100_000).default(defaultLimits.maxSegments),
    'Most segments in an article',
  ),
  strictDates: setting(
    'TOLK_STRICT_DATES',
    z.stringbool({ error: 'must be yes or no' }).default(false),
    'Whether to refuse an article whose date cannot be read (yes, no); else the date is kept in `meta`',
  ),
  dateOrder: setting(
    'TOLK_DATE_ORDER',
    z.enum(dateOrders).optional(),
    'What numbers in dates begin with: `dmy` (9/4/2025 is in April) or `mdy` (in September); without it ' +
      'the dates of a file tell, or else it is the day',
  ),
  encoding: setting(
    'TOLK_ENCODING',
    z
      .string()
      .refine((name) => decoderOf(name) !== undefined, {
        error: 'is no encoding that is known; give a name like windows-1252, macintosh or cp850',
      })
      .optional(),
    'What text files are in (`windows-1252`, `iso-8859-15`, `macintosh`, `cp850` …); without it their bytes tell',
  ),
  batchApiPollMs: setting(
    'TOLK_BATCH_API_POLL_MS',
    milliseconds(50).default(30_000),
    'How often a worker asks for the status of a submission to the Batch API',
  ),
  batchApiLingerMs: setting(
    'TOLK_BATCH_API_LINGER_MS',
    milliseconds(0).default(60_000),
    'How long a request file for the Batch API waits to be filled',
  ),
  batchApiMaxRequests: setting(
    'TOLK_BATCH_API_MAX_REQUESTS',
    count(1, 50_000).default(50_000),
    'Most requests in a file for the Batch API',
  ),
  batchApiMaxBytes: setting(
    'TOLK_BATCH_API_MAX_BYTES',
    count(10_000, 200_000_000).default(200_000_000),
    'Largest file for the Batch API, in bytes',
  ),
  batchApiMaxTokens: setting(
    'TOLK_BATCH_API_MAX_TOKENS',
    count(1_000, 1_000_000_000_000).optional(),
    'Most prompt tokens in flight at the Batch API for a model; ' +
      'what the server says when it refuses a file holds too',
  ),
  feedMaxArticles: setting(
    'TOLK_FEED_MAX_ARTICLES',
    count(10, 100_000_000).optional(),
    'Most articles of a batch in progress at a time (4,000; through the Batch API 200,000)',
  ),
  feedMaxBytes: setting(
    'TOLK_FEED_MAX_BYTES',
    count(100_000, 1_000_000_000_000).optional(),
    'The same in bytes of Redis, compressed (64,000,000; through the Batch API 1,000,000,000)',
  ),
  resultDays: setting(
    'TOLK_RESULT_DAYS',
    z.coerce.number().min(0.0001).max(3_650).default(30),
    'Days a finished article and its result are kept',
  ),
  attempts: setting(
    'TOLK_ATTEMPTS',
    count(1, 100).default(4),
    'Tries at an article before it is failed',
  ),
  retryDelayMs: setting(
    'TOLK_RETRY_DELAY_MS',
    milliseconds(1).default(2_000),
    'Wait before the second attempt; doubles each time, with jitter',
  ),
  lockMs: setting(
    'TOLK_LOCK_MS',
    milliseconds(500).default(30_000),
    'How long a silent worker keeps its article before another takes it',
  ),
  stalledCheckMs: setting(
    'TOLK_STALLED_CHECK_MS',
    milliseconds(200).default(10_000),
    'How often workers look for articles of dead workers',
  ),
  shutdownMs: setting(
    'TOLK_SHUTDOWN_MS',
    milliseconds(0).default(30_000),
    'How long a stopping worker finishes what it has before handing it back',
  ),
  logLevel: setting(
    'TOLK_LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'How much workers log',
  ),
  logFormat: setting(
    'TOLK_LOG_FORMAT',
    z.enum(['auto', 'json', 'pretty']).default('auto'),
    'How: `json` for programs, `pretty` for people; `auto` by whether standard error is a terminal',
  ),
  healthFile: setting(
    'TOLK_HEALTH_FILE',
    z.string().min(1).optional(),
    'File in which a worker says every two seconds how it is, for health checks: `running`, ' +
      '`paused`, `cut-off` (Redis does not answer) or `stopping`',
  ),
} as const;

/** The names of all settings, in the order of the reference table. */
export const configKeys = Object.keys(settings) as readonly ConfigKey[];

/** A setting's name, as flags spell it in camel case. */
export type ConfigKey = keyof typeof settings;

/** The value of every setting, by its name. */
export type SettingValues = {
  readonly [K in ConfigKey]: z.output<(typeof settings)[K]['schema']>;
};

/** Settings given on the command line, which win over the environment. */
export type Flags = { readonly [K in ConfigKey]?: unknown };

/** `env` for a child process of Tolk's own that must also have the settings `more`. */
export function environmentWith(env: Environment, more: Flags): Environment {
  const given = Object.entries(more).filter(([, value]) => value !== undefined);
  const extra = given.map(([key, value]) => [settings[key as ConfigKey].env, String(value)]);
  return { ...env, ...Object.fromEntries(extra) };
}

/** `concurrency` → `--concurrency`, `redisUrl` → `--redis-url`. */
export function flagName(key: ConfigKey): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
