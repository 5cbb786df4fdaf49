import { inertLine } from './inert.ts';
import { readRedisTrouble } from './redis-errors.ts';
import { readSystemTrouble } from './system-errors.ts';

/**
 * Whose fault an error is: of who called Tolk or set it up, of the article, of the LLM's provider,
 * or of Tolk itself. The CLI turns it into an exit code (see `cli/exit.ts`).
 */
export type Fault = 'user' | 'article' | 'provider' | 'tolk';

/** What is true of all errors of one code. */
export interface ErrorTraits {
  /** Can the same request succeed later without anybody changing anything? */
  readonly retryable: boolean;
  /** Who can do something about it. */
  readonly fault: Fault;
}

/**
 * Every error code Tolk can raise, with what is true of all errors of that code.
 * Codes are stable: scripts may compare them, and they are stored with failed articles. What to do
 * about each is in `errorAdvice`.
 */
export const errorCodes = {
  'config.invalid': { retryable: false, fault: 'user' },
  'config.no_provider': { retryable: false, fault: 'user' },
  'usage.invalid': { retryable: false, fault: 'user' },
  'port.in_use': { retryable: false, fault: 'user' },

  'article.unreadable': { retryable: false, fault: 'user' },
  'article.empty': { retryable: false, fault: 'user' },
  'article.redirect': { retryable: false, fault: 'user' },
  'article.binary': { retryable: false, fault: 'user' },
  'article.too_large': { retryable: false, fault: 'user' },
  'article.too_many_segments': { retryable: false, fault: 'user' },
  'article.bad_header': { retryable: false, fault: 'user' },
  'article.invalid': { retryable: false, fault: 'user' },
  'article.not_dutch': { retryable: false, fault: 'user' },
  'article.doubtful': { retryable: false, fault: 'article' },
  'article.injection_suspected': { retryable: false, fault: 'article' },
  'article.id_taken': { retryable: false, fault: 'user' },
  'article.not_found': { retryable: false, fault: 'user' },

  'corpus.unreadable': { retryable: false, fault: 'user' },
  'corpus.unknown_format': { retryable: false, fault: 'user' },
  'corpus.damaged': { retryable: false, fault: 'user' },
  'corpus.malformed': { retryable: false, fault: 'user' },
  'corpus.too_large': { retryable: false, fault: 'user' },
  'corpus.changed': { retryable: false, fault: 'user' },

  'batch.not_found': { retryable: false, fault: 'user' },
  'batch.taken': { retryable: false, fault: 'user' },
  'batch.wrong_state': { retryable: false, fault: 'user' },
  'output.taken': { retryable: false, fault: 'user' },

  'redis.unreachable': { retryable: true, fault: 'user' },
  'redis.unauthorized': { retryable: false, fault: 'user' },
  'redis.forbidden': { retryable: false, fault: 'user' },
  'redis.wrong_address': { retryable: false, fault: 'user' },
  'redis.unsupported': { retryable: false, fault: 'user' },
  'redis.read_only': { retryable: true, fault: 'user' },
  'redis.full': { retryable: true, fault: 'user' },
  'redis.cannot_write': { retryable: true, fault: 'user' },
  'redis.rolled_back': { retryable: true, fault: 'user' },
  'redis.not_installed': { retryable: false, fault: 'user' },
  'redis.embedded_failed': { retryable: true, fault: 'tolk' },
  'disk.full': { retryable: false, fault: 'user' },
  'file.forbidden': { retryable: false, fault: 'user' },
  'file.unusable': { retryable: false, fault: 'user' },
  'system.exhausted': { retryable: true, fault: 'user' },

  'store.too_new': { retryable: true, fault: 'user' },
  'store.corrupt': { retryable: false, fault: 'tolk' },

  'job.paused': { retryable: true, fault: 'user' },
  'job.cancelled': { retryable: false, fault: 'user' },
  'job.interrupted': { retryable: true, fault: 'tolk' },
  'job.stalled': { retryable: false, fault: 'tolk' },
  'job.budget_spent': { retryable: false, fault: 'user' },
  'job.not_failed': { retryable: false, fault: 'user' },
  'job.not_done': { retryable: false, fault: 'user' },
  'wait.timeout': { retryable: true, fault: 'tolk' },

  'llm.unauthorized': { retryable: false, fault: 'user' },
  'llm.wrong_address': { retryable: false, fault: 'user' },
  'llm.unknown_model': { retryable: false, fault: 'user' },
  'llm.no_quota': { retryable: false, fault: 'user' },
  'llm.forbidden': { retryable: true, fault: 'provider' },
  'llm.bad_request': { retryable: false, fault: 'provider' },
  'llm.rate_limited': { retryable: true, fault: 'provider' },
  'llm.overloaded': { retryable: true, fault: 'provider' },
  'llm.unreachable': { retryable: true, fault: 'provider' },
  'llm.timeout': { retryable: true, fault: 'provider' },
  'llm.server_error': { retryable: true, fault: 'provider' },
  'llm.prompt_cut': { retryable: false, fault: 'user' },
  'llm.too_long': { retryable: false, fault: 'article' },
  'llm.cut_off': { retryable: true, fault: 'article' },
  'llm.thought_too_long': { retryable: false, fault: 'article' },
  'llm.looped': { retryable: true, fault: 'article' },
  'llm.refused': { retryable: false, fault: 'article' },
  'llm.filtered': { retryable: false, fault: 'article' },
  'llm.no_answer': { retryable: true, fault: 'provider' },
  'llm.bad_answer': { retryable: true, fault: 'article' },
  'llm.deferred': { retryable: true, fault: 'tolk' },
  'llm.circuit_open': { retryable: true, fault: 'provider' },
  'llm.budget_spent': { retryable: false, fault: 'user' },

  internal: { retryable: true, fault: 'tolk' },
} as const satisfies Record<string, ErrorTraits>;

/** A stable name for what went wrong; see {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** True when `value` is one of {@link errorCodes}. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}

const brand = Symbol.for('tolk.error');

/** What an error may carry besides its code and message. */
export interface TolkErrorOptions {
  /** @default that of the code */
  readonly retryable?: boolean;
  /** How many milliseconds to wait before trying again. @default not known */
  readonly retryAfterMs?: number | undefined;
  /** The status of the LLM API's answer. */
  readonly status?: number | undefined;
  /** The LLM API's name for the request. */
  readonly requestId?: string | undefined;
  /** The error beneath. */
  readonly cause?: unknown;
}

/**
 * The one error class of Tolk. The message says what happened, to what, and what to do about it, in
 * one line (line ends and control characters are taken out of what it quotes), and never holds
 * article text or a key; `cause` keeps the error beneath.
 *
 * @example
 * try {
 *   await client.enqueue({ body: 'Het kabinet is gevallen.' });
 * } catch (error) {
 *   if (!TolkError.isInstance(error)) throw error;
 *   if (error.code === 'redis.unreachable') console.error('is Redis running?');
 *   else console.error(error.message, errorAdvice[error.code]);
 * }
 */
export class TolkError extends Error {
  override readonly name = 'TolkError';
  /** Stable; compare this and not the message. */
  readonly code: ErrorCode;
  /** True where trying the same again later can help. */
  readonly retryable: boolean;
  /** Where it is known: how many milliseconds to wait before trying again. */
  readonly retryAfterMs: number | undefined;
  /** The status of the LLM API's answer, for an `llm.*` error that has one. */
  readonly status: number | undefined;
  /** The LLM API's name for the request, which its support asks for. */
  readonly requestId: string | undefined;
  readonly [brand] = true;

  constructor(code: ErrorCode, message: string, options: TolkErrorOptions = {}) {
    super(inertLine(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? errorCodes[code].retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.requestId = options.requestId;
  }

  /** Whose fault errors of this code are. */
  get fault(): Fault {
    return errorCodes[this.code].fault;
  }

  /** True for a TolkError, even one made by another copy of this package. */
  static isInstance(value: unknown): value is TolkError {
    return value instanceof Error && brand in value;
  }

  /**
   * `value` itself when it is a TolkError; of two errors the first, where the second came of
   * clearing up after it; what Redis or the system refused by its name; else an `internal` one.
   * The cause is `value`.
   */
  static from(value: unknown): TolkError {
    if (TolkError.isInstance(value)) return value;
    if (isSuppressed(value)) return TolkError.from(value.suppressed);
    const trouble = readRedisTrouble(value) ?? readSystemTrouble(value);
    if (trouble) return new TolkError(trouble.code, trouble.message, { cause: value });
    const message = value instanceof Error ? value.message : String(value);
    return new TolkError('internal', message, { cause: value });
  }
}

/** Is this two errors: one, and another of clearing up after it, that hides it? */
function isSuppressed(value: unknown): value is Error & { readonly suppressed: unknown } {
  return value instanceof Error && value.name === 'SuppressedError' && 'suppressed' in value;
}
