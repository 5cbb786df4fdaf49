import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { TolkError } from '../../errors.ts';
import type { TextListener } from './answer-stream.ts';
import { fetchFile } from './file-fetch.ts';
import { readResponse } from './read-answer.ts';
import { redirectTarget } from './redirect.ts';
import { CallWatch, type TimeLimits } from './time-limits.ts';

/** How connections to the LLM API are made. */
export interface TransportOptions {
  readonly connectTimeoutMs: number;
  /** Longest wait for the first text of an answer, and for a whole one that is not streamed. */
  readonly callTimeoutMs: number;
  /** Longest silence within a streamed answer. @default 60,000 */
  readonly silenceTimeoutMs?: number | undefined;
  /** From the request to the end of the answer. @default 1,800,000 */
  readonly answerTimeoutMs?: number | undefined;
  /** The most connections to one server. */
  readonly maxConnections: number;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** File with certificates to trust besides the system's. */
  readonly caFile?: string | undefined;
}

/** What the `openai` client takes for its `fetch`. */
type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What the `openai` client sends through: a connection pool of its own. */
export interface Transport {
  readonly fetch: Fetch;
  /** The same for files: bodies stream both ways, and a form may be sent. */
  readonly stream: Fetch;
  close(): Promise<void>;
}

/** What one call wants of the transport. */
interface CallSettings {
  /** Instead of the transport's own. */
  readonly limits?: TimeLimits | undefined;
  /** Receives the text of a streamed answer while it arrives. */
  readonly onText?: TextListener | undefined;
}

/** How long calls may be kept waiting where nothing else is said. */
export const defaultTimeLimits: TimeLimits = {
  firstTextMs: 300_000,
  silenceMs: 60_000,
  totalMs: 1_800_000,
};

/** The time limits of a configuration. */
export function timeLimitsOf({
  callTimeoutMs,
  silenceTimeoutMs = defaultTimeLimits.silenceMs,
  answerTimeoutMs = defaultTimeLimits.totalMs,
}: Pick<TransportOptions, 'callTimeoutMs' | 'silenceTimeoutMs' | 'answerTimeoutMs'>): TimeLimits {
  return { firstTextMs: callTimeoutMs, silenceMs: silenceTimeoutMs, totalMs: answerTimeoutMs };
}

const callSettings = Symbol('call settings');

interface InitWithSettings extends RequestInit {
  readonly [callSettings]?: CallSettings;
}

/** `settings` as the `openai` client passes them on to its `fetch` (its `fetchOptions`). */
export function withCallSettings(settings: CallSettings): object {
  return { [callSettings]: settings } satisfies InitWithSettings;
}

/**
 * Connections that are kept alive, capped, with time-outs of their own. Over undici's `request`,
 * since that costs a third less CPU a call than `fetch` and reads the body to its end before the
 * answer counts as one: a connection cut in the middle is an error here. Answers arrive unpacked,
 * bounded, and a streamed one as if it had not been streamed (see `readResponse`); a redirect
 * is followed once, where the key may go too (see `redirectTarget`).
 *
 * @throws TolkError `config.invalid` when the file of certificates cannot be read
 */
export function createTransport(options: TransportOptions): Transport {
  const dispatcher = createDispatcher(options);
  const limits = timeLimitsOf(options);
  const stream: Fetch = (url, init) => fetchFile(dispatcher, addressOf(url), init);
  return {
    fetch: (url, init) => fetchThrough({ dispatcher, limits }, addressOf(url), init),
    // The client asks a `fetch` for its Response, to see whether it takes Node's own forms.
    stream: Object.assign(stream, { Response }),
    close: () => dispatcher.destroy(),
  };
}

function createDispatcher(options: TransportOptions): Dispatcher {
  const ca = options.caFile === undefined ? undefined : readCertificates(options.caFile);
  const common = {
    connections: options.maxConnections,
    headersTimeout: options.callTimeoutMs,
    bodyTimeout: options.callTimeoutMs,
    keepAliveTimeout: 30_000,
    connect: { timeout: options.connectTimeoutMs, ...(ca === undefined ? {} : { ca }) },
  };
  if (options.httpsProxy === undefined) return new Agent(common);
  return new EnvHttpProxyAgent({
    ...common,
    proxyTunnel: true,
    httpsProxy: options.httpsProxy,
    httpProxy: options.httpsProxy,
    noProxy: options.noProxy ?? '',
  });
}

interface Connections {
  readonly dispatcher: Dispatcher;
  readonly limits: TimeLimits;
}

async function fetchThrough(
  { dispatcher, limits }: Connections,
  url: URL,
  init: InitWithSettings = {},
): Promise<Response> {
  const settings = init[callSettings];
  const watch = new CallWatch(settings?.limits ?? limits, init.signal);
  try {
    const { signal } = watch;
    const answer = await requestOnce(dispatcher, url, {
      method: init.method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(headersOf(init)),
      body: typeof init.body === 'string' ? init.body : null,
      signal,
      // The watch sees to both.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const headers = toHeaders(answer.headers);
    const { body, statusCode: status } = answer;
    const { onText } = settings ?? {};
    return await readResponse({ status, headers, body, signal, watch, onText });
  } catch (error) {
    throw watch.problem ?? error;
  } finally {
    watch.stop();
  }
}

type RequestOptions = Omit<Dispatcher.RequestOptions, 'origin' | 'path'>;

async function requestOnce(
  dispatcher: Dispatcher,
  url: URL,
  options: RequestOptions,
): Promise<Dispatcher.ResponseData> {
  const answer = await request(url, { ...options, dispatcher });
  const location = answer.headers['location'];
  const target = redirectTarget(url, answer.statusCode, location ? String(location) : null);
  if (target === null) return answer;
  await answer.body.dump();
  return request(target, { ...options, dispatcher });
}

function headersOf({ headers }: RequestInit): Headers {
  return headers instanceof Headers ? headers : new Headers(headers);
}

function addressOf(url: string | URL | Request): URL {
  return new URL(url instanceof Request ? url.url : url);
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const found = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) found.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return found;
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TolkError('config.invalid', `TOLK_CA_FILE: cannot read ${file}`, { cause });
  }
}
