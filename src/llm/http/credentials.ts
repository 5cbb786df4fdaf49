import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { minuteMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import { readToken, type Token } from './token.ts';
import type { Transport } from './transport.ts';

/*
 * Keys that change while workers run: tokens of Entra ID, of AWS, of a vault's file. One is read when
 * it is needed, kept until shortly before it expires (or for ten minutes where that is not known), and
 * read again at once when the server refuses it.
 */

/** How a key is got. */
export type KeySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly command: string };

/** A key that is read again when it no longer holds. */
export class Credentials {
  readonly #source: KeySource;
  readonly #clock: () => number;
  #token: Token | undefined;
  #readAt = 0;
  #isForgotten = false;
  #reading: Promise<Token> | undefined;

  constructor(source: KeySource, clock: () => number = Date.now) {
    this.#source = source;
    this.#clock = clock;
  }

  /**
   * The key as it is now.
   *
   * @param refused a key that the server no longer takes
   * @throws TolkError `llm.unauthorized` where it cannot be read
   */
  async get(refused?: string): Promise<Token> {
    const known = this.#token;
    const isGood = known?.key !== refused && !this.#isForgotten;
    if (known && isGood && !this.#isStale(known)) return known;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Has the key read again before it is used next, though no server has refused it. */
  forget(): void {
    this.#isForgotten = true;
  }

  #isStale({ expiresAt }: Token): boolean {
    const now = this.#clock();
    if (expiresAt === null) return now - this.#readAt > keptMs;
    // Long before its end for a long life, shortly before for a short one.
    return expiresAt - now < Math.min(marginMs, (expiresAt - this.#readAt) / 2);
  }

  async #read(): Promise<Token> {
    try {
      const token = readToken(await readSource(this.#source));
      this.#token = token;
      this.#isForgotten = false;
      this.#readAt = this.#clock();
      return token;
    } catch (error) {
      const known = this.#token;
      // A hiccup of the command; the key we have may still hold.
      if (known && (known.expiresAt ?? Number.POSITIVE_INFINITY) > this.#clock()) return known;
      throw cannotRead(this.#source, error);
    }
  }
}

const keptMs = 10 * minuteMs;
const marginMs = 5 * minuteMs;
const commandTimeoutMs = minuteMs;
const maxOutputBytes = 1_000_000;

async function readSource(source: KeySource): Promise<string> {
  if (source.kind === 'file') return readFile(source.path, 'utf8');
  const { stdout } = await promisify(exec)(source.command, {
    timeout: commandTimeoutMs,
    maxBuffer: maxOutputBytes,
    windowsHide: true,
  });
  return stdout;
}

/** The last line that a command wrote, without what may be a secret. */
function lastWords(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line
    .replace(/[\w+/=.-]{20,}/g, '…')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);
}

function cannotRead(source: KeySource, cause: unknown): TolkError {
  const setting = source.kind === 'command' ? 'TOLK_TOKEN_COMMAND' : 'OPENAI_API_KEY_FILE';
  const message = `${setting} gives no key: ${lastWords(cause)}`;
  return new TolkError('llm.unauthorized', message, { cause });
}

/** The header a key goes into; a token is always a bearer's. */
export function keyHeaders(
  { key, isBearer }: Token,
  keyHeader: 'authorization' | 'api-key',
): Record<string, string> {
  if (keyHeader === 'api-key' && !isBearer) return { 'api-key': key };
  return { authorization: `Bearer ${key}` };
}

type Fetch = Transport['fetch'];

/**
 * A `fetch` that adds the key, and asks once more with a new one where the server refuses it and there
 * is another.
 */
export function withCredentials(
  fetch: Fetch,
  credentials: Credentials,
  keyHeader: 'authorization' | 'api-key',
): Fetch {
  const send = (token: Token, url: Parameters<Fetch>[0], init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.delete('authorization');
    for (const [name, value] of Object.entries(keyHeaders(token, keyHeader)))
      headers.set(name, value);
    return fetch(url, { ...init, headers });
  };
  const authorised: Fetch = async (url, init = {}) => {
    const token = await credentials.get();
    const response = await send(token, url, init);
    if (response.status !== 401 && response.status !== 403) return response;
    const other = await credentials.get(token.key);
    if (other.key === token.key) return response;
    await response.body?.cancel();
    return send(other, url, init);
  };
  // What a client asks its `fetch` for stays there: see `createTransport`.
  return Object.assign(authorised, fetch);
}
