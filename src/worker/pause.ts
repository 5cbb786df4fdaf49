import { isErrorCode, TolkError } from '../errors.ts';
import type { Keys } from '../store/keys.ts';
import { onPauseChange, readPause, writePause } from '../store/pause.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { Logger } from './logger.ts';

/*
 * All workers pause together: after an error that concerns every article (a refused key, an empty
 * account, a spent budget) none of them calls the LLM until `tolk resume`.
 *
 *   running ─► paused ─► running
 *
 * - running ─► paused: a worker meets such an error and writes it to Redis; the first reason stays,
 *   so twice is once. The others hear of it through Redis and pause too.
 * - paused ─► running: `tolk resume` deletes the reason. A worker that was cut off meanwhile reads
 *   the state again when it reconnects.
 *
 * What is published while Redis fails over may reach nobody, so the state is read every two
 * seconds, too.
 */

const rereadMs = 2_000;

/** Hears that the pause began, with its reason, or ended (`undefined`). */
export type PauseListener = (reason: TolkError | undefined) => void;

/** What a pause switch needs. */
interface PauseContext {
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly log: Logger;
  readonly clock: () => number;
}

/** The pause of all workers, as one of them sees it. */
export class PauseSwitch {
  readonly #context: PauseContext;
  readonly #listeners = new Set<PauseListener>();
  #reason: TolkError | undefined;
  /** Reasons of pauses so far, as calls were refused with them. */
  readonly #told = new WeakSet<TolkError>();
  #stopWatching: () => void = () => {};
  #reading: NodeJS.Timeout | undefined;
  #pausesMade = 0;

  private constructor(context: PauseContext) {
    this.#context = context;
  }

  /** Reads the pause in Redis, and follows it until {@link close}. */
  static async watch(context: PauseContext): Promise<PauseSwitch> {
    const { redis, keys } = context;
    const pause = new PauseSwitch(context);
    // A read that fails is made again when the connection is back.
    pause.#stopWatching = await onPauseChange(
      redis,
      keys,
      () => void pause.#read().catch(() => {}),
    );
    await pause.#read();
    pause.#reading = setInterval(() => void pause.#read().catch(() => {}), rereadMs);
    return pause;
  }

  /** Why nobody may call the LLM at present, if so; known without asking Redis. */
  get reason(): TolkError | undefined {
    return this.#reason;
  }

  /**
   * Pauses all workers for this reason; not when it is the reason of a pause already, with which a
   * call was refused: that pause may have been ended since.
   */
  async pauseAll(reason: TolkError): Promise<void> {
    if (this.#told.has(reason)) return;
    const { redis, keys, clock } = this.#context;
    this.#pausesMade += 1;
    this.#set(reason);
    const { code, message } = reason;
    await writePause(redis, keys, { code, message, at: clock() });
    this.#told.add(reason);
  }

  /** Calls `listener` when the pause begins or ends. */
  onChange(listener: PauseListener): void {
    this.#listeners.add(listener);
  }

  close(): void {
    clearInterval(this.#reading);
    this.#stopWatching();
  }

  async #read(): Promise<void> {
    const began = this.#pausesMade;
    const pause = await readPause(this.#context.redis, this.#context.keys);
    // Asked before this worker wrote a pause of its own: that will be read.
    if (began !== this.#pausesMade) return;
    if (pause?.code === this.#reason?.code && pause?.message === this.#reason?.message) return;
    if (pause === null) return this.#set(undefined);
    const code = isErrorCode(pause.code) ? pause.code : 'internal';
    const reason = new TolkError(code, pause.message);
    this.#told.add(reason);
    this.#set(reason);
  }

  #set(reason: TolkError | undefined): void {
    const wasPaused = this.#reason !== undefined;
    const isPaused = reason !== undefined;
    this.#reason = reason;
    if (wasPaused === isPaused) return;
    const { log } = this.#context;
    if (reason) log.warn({ event: 'worker.paused', code: reason.code, reason: reason.message });
    else log.warn({ event: 'worker.resumed' });
    for (const listener of this.#listeners) listener(reason);
  }
}
