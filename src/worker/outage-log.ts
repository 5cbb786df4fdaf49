import type { RedisConnection } from '../store/redis-connection.ts';
import type { Logger } from './logger.ts';

/*
 * An outage of Redis is told when it begins and when it is over, not at each of the attempts in
 * between, which go on for as long as it takes.
 *
 * Two kinds of connection are lost: the worker's own, which tells by its events, and those that
 * BullMQ makes of it to block and listen, of which only errors are heard. These are an outage when
 * they last although the worker's own connection is there (Redis takes no more clients), and it is
 * over when none has come for a while.
 */

/** Errors of other connections that last this long are an outage. */
const lastingMs = 4_000;
/** It is over when none has come for this long. */
const quietMs = 12_000;

/** Tells the outages of one worker. */
export class OutageLog implements Disposable {
  readonly #redis: RedisConnection;
  readonly #log: Logger;
  readonly #clock: () => number;
  #lostAt: number | undefined;
  #isOwnLost = false;
  #firstErrorAt = 0;
  #lastErrorAt = Number.NEGATIVE_INFINITY;
  #reason: string | undefined;
  readonly #onError = (error: Error) => {
    this.#reason = error.message;
  };
  readonly #onClose = () => {
    this.#isOwnLost = true;
    this.#begin(this.#reason ?? 'the connection was closed');
  };
  readonly #onReady = () => {
    this.#isOwnLost = false;
    this.#lastErrorAt = Number.NEGATIVE_INFINITY;
    this.#end();
  };

  /** Follows the worker's own connection until it is disposed of. */
  constructor(redis: RedisConnection, log: Logger, clock: () => number) {
    this.#redis = redis;
    this.#log = log;
    this.#clock = clock;
    redis.on('error', this.#onError);
    redis.on('close', this.#onClose);
    redis.on('ready', this.#onReady);
  }

  [Symbol.dispose](): void {
    this.#redis.off('error', this.#onError);
    this.#redis.off('close', this.#onClose);
    this.#redis.off('ready', this.#onReady);
  }

  /** Takes note of an error of another connection; false where it is no trouble of a connection. */
  note(error: Error): boolean {
    if (!isConnectionTrouble(error)) return false;
    const now = this.#clock();
    if (now - this.#lastErrorAt > quietMs) this.#firstErrorAt = now;
    this.#lastErrorAt = now;
    if (!this.#isOwnLost && now - this.#firstErrorAt >= lastingMs)
      this.#begin(`no new connection (${error.message}); has Redis reached its maxclients?`);
    return true;
  }

  /** Called now and then while the worker's own connection answers. */
  look(): void {
    if (!this.#isOwnLost && this.#clock() - this.#lastErrorAt > quietMs) this.#end();
  }

  #begin(reason: string): void {
    if (this.#lostAt !== undefined) return;
    this.#lostAt = this.#clock();
    this.#log.warn({ event: 'redis.lost', reason });
  }

  #end(): void {
    if (this.#lostAt === undefined) return;
    this.#log.warn({ event: 'redis.restored', ms: this.#clock() - this.#lostAt });
    this.#lostAt = undefined;
    this.#reason = undefined;
  }
}

const troubles =
  /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|Connection is closed|Socket timeout|Command timed out|max number of clients|Stream isn't writeable|aborted due to connection close/;

function isConnectionTrouble(error: Error): boolean {
  const { code } = { code: '', ...error };
  return troubles.test(`${code} ${error.message}`);
}
