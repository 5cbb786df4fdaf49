import { readFileSync } from 'node:fs';
import {
  Agent,
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
  /** Connections to one server at a time. */
  readonly maxConnections: number;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** File with certificates to trust besides the system's. */
  readonly caFile?: string | undefined;
}

/** What the `openai` client takes for its `fetch`. */
type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Ways for the `openai` client over a connection pool of its own. */
export interface Transport {
  readonly fetch: Fetch;
  /** The same for files: bodies stream both ways, and a form may be sent. */
  readonly stream: Fetch;
  close(): Promise<void>;
}

/**
 * Connections that are kept alive, capped, with time-outs of their own. Over undici's `request`,
 * since that costs a third less CPU a call than `fetch` (FACTS.md) and reads the body to its end
 * before the answer counts as one: a connection cut in the middle is an error here.
 *
 * @throws TolkError `config.invalid` when the file of certificates cannot be read
 */
export function createTransport(options: TransportOptions): Transport {
  const ca = options.caFile === undefined ? undefined : readCertificates(options.caFile);
  const common = {
    connections: options.maxConnections,
    headersTimeout: options.callTimeoutMs,
    bodyTimeout: options.callTimeoutMs,
    keepAliveTimeout: 30_000,
    connect: { timeout: options.connectTimeoutMs, ...(ca === undefined ? {} : { ca }) },
  };
  const dispatcher =
    options.httpsProxy === undefined
      ? new Agent(common)
      : new EnvHttpProxyAgent({
          ...common,
          proxyTunnel: true,
          httpsProxy: options.httpsProxy,
          httpProxy: options.httpsProxy,
          noProxy: options.noProxy ?? '',
        });
  const stream: Fetch = async (url, { method = 'GET', headers, body, signal } = {}) => {
    const init: UndiciInit = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body: bodyOf(body),
      signal: signal ?? null,
      dispatcher,
    };
    // undici's own Response is Node's under another type.
    return (await undiciFetch(url instanceof Request ? url.url : url, init)) as unknown as Response;
  };
  return {
    async fetch(url, init = {}) {
      const answer = await request(url instanceof Request ? url.url : url, {
        dispatcher,
        method: init.method === 'POST' ? 'POST' : 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : null,
        signal: init.signal ?? null,
      });
      const body = await answer.body.arrayBuffer();
      const headers = Object.entries(answer.headers).flatMap(
        ([name, value]): Array<[string, string]> =>
          value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      );
      return new Response(body.byteLength === 0 ? null : body, {
        status: answer.statusCode,
        headers,
      });
    },
    // The client asks a `fetch` for its Response, to see whether it takes Node's own forms.
    stream: Object.assign(stream, { Response }),
    close: () => dispatcher.destroy(),
  };
}

/** What undici sends; the client gives it nothing but text and forms. */
function bodyOf(body: RequestInit['body']): UndiciFormData | string | null {
  if (body instanceof FormData) return toUndici(body);
  return typeof body === 'string' ? body : null;
}

/** A form in undici's class, which its `fetch` asks for; files in it stay where they are. */
function toUndici(form: FormData): UndiciFormData {
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
