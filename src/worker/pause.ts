import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { isErrorCode, TolkError } from '../errors.ts';
import { onPauseChange, readPause, writePause } from '../store/pause.ts';

/** The pause of all workers, as one of them sees it. */
export interface PauseSwitch {
  /** Why nobody may call the LLM at present, if so; known without asking Redis. */
  current(): TolkError | undefined;
  /** Pauses all workers for this reason. */
  halt(error: TolkError): Promise<void>;
  /** Calls `listener` when the pause begins or ends. */
  onChange(listener: (halted: boolean) => void): void;
  close(): void;
}

/** Follows the pause in Redis. */
export async function watchPause(
  redis: Redis,
  prefix: string,
  log: Logger,
  clock: () => number,
): Promise<PauseSwitch> {
  let current: TolkError | undefined;
  const listeners = new Set<(halted: boolean) => void>();
  const set = (next: TolkError | undefined) => {
    const changed = (current === undefined) !== (next === undefined);
    current = next;
    if (!changed) return;
    log.warn(
      next
        ? { event: 'worker.halted', code: next.code, reason: next.message }
        : { event: 'worker.resumed' },
    );
    for (const listener of listeners) listener(next !== undefined);
  };
  const look = async () => {
    const halt = await readPause(redis, prefix);
    set(
      halt
        ? new TolkError(isErrorCode(halt.code) ? halt.code : 'internal', halt.message)
        : undefined,
    );
  };
  const close = await onPauseChange(redis, prefix, () => void look().catch(() => {}));
  await look();
  return {
    current: () => current,
    async halt(error) {
      set(error);
      await writePause(redis, prefix, { code: error.code, message: error.message, at: clock() });
    },
    onChange: (listener) => void listeners.add(listener),
    close,
  };
}
