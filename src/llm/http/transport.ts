import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import {
  Agent,
  type Dispatcher,
  EnvHttpProxyAgent,
  request,
  FormData as UndiciFormData,
  type RequestInit as UndiciInit,
  fetch as undiciFetch,
} from 'undici';
import { TolkError } from '../../errors.ts';

/** How connections to the LLM API are made. */
export interface TransportOptions {
  readonly connectTimeoutMs: number;
  /** From the request to the end of the answer. */
  readonly callTimeoutMs: number;
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

/**
 * Connections that are kept alive, capped, with time-outs of their own. Over undici's `request`,
 * since that costs a third less CPU a call than `fetch` and reads the body to its end before the
 * answer counts as one: a connection cut in the middle is an error here.
 *
 * @throws TolkError `config.invalid` when the file of certificates cannot be read
 */
export function createTransport(options: TransportOptions): Transport {
  const dispatcher = createDispatcher(options);
  const stream: Fetch = (url, init) => streamThrough(dispatcher, url, init);
  return {
    fetch: (url, init) => fetchThrough(dispatcher, url, init),
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

async function fetchThrough(
  dispatcher: Dispatcher,
  url: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const answer = await request(addressOf(url), {
    dispatcher,
    method: init.method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof init.body === 'string' ? init.body : null,
    signal: init.signal ?? null,
  });
  const body = await answer.body.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, {
    status: answer.statusCode,
    headers: toHeaders(answer.headers),
  });
}

async function streamThrough(
  dispatcher: Dispatcher,
  url: string | URL | Request,
  { method = 'GET', headers, body, signal }: RequestInit = {},
): Promise<Response> {
  const init: UndiciInit = {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body: toUndiciBody(body),
    signal: signal ?? null,
    dispatcher,
  };
  // undici's own Response is Node's under another type.
  return (await undiciFetch(addressOf(url), init)) as unknown as Response;
}

function addressOf(url: string | URL | Request): string | URL {
  return url instanceof Request ? url.url : url;
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const found = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) found.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return found;
}

function toUndiciBody(body: RequestInit['body']): UndiciFormData | string | null {
  if (body instanceof FormData) return toUndiciForm(body);
  return typeof body === 'string' ? body : null;
}

/** A form in undici's class, which its `fetch` asks for; files in it stay where they are. */
function toUndiciForm(form: FormData): UndiciFormData {
  const copy = new UndiciFormData();
  for (const [name, value] of form) {
    if (typeof value === 'string') copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TolkError('config.invalid', `TOLK_CA_FILE: cannot read ${file}`, { cause });
  }
}
