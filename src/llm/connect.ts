import type OpenAI from 'openai';
import type { Disposables } from '../disposables.ts';
import { endpointOf, type LlmConfig } from './choose-provider.ts';
import { createOpenAiClient } from './http/openai-client.ts';
import { createTransport } from './http/transport.ts';
import type { Preset } from './providers.ts';

/** A server, connected to. */
export interface ServerConnection {
  /** For everything but files. */
  readonly client: OpenAI;
  /** For the files of the Batch API, which stream both ways. */
  readonly files: OpenAI;
  /** Has a key that comes from a file or a command read again before the next request. */
  forgetKey(): void;
}

/** Which server, how many calls it is sent at a time, and who ends the connection. */
export interface ConnectOptions {
  readonly baseUrl: string;
  readonly preset: Preset;
  /** @default 1 */
  readonly maxConnections?: number | undefined;
  readonly disposables: Disposables;
}

/**
 * Connects to a server as workers do: through the proxy, with the certificates, the time-outs and
 * the reading of answers that the configuration asks for. The only way to the network there is, so
 * that what one command finds holds for the others.
 *
 * @throws TolkError `config.invalid` when the file of certificates cannot be read
 */
export function connectToServer(
  llm: LlmConfig,
  { baseUrl, preset, maxConnections = 1, disposables }: ConnectOptions,
): ServerConnection {
  const transport = createTransport({ ...llm.http, maxConnections });
  disposables.push(() => transport.close());
  const endpoint = endpointOf({ baseUrl, preset }, llm);
  return {
    client: createOpenAiClient({ ...endpoint, fetch: transport.fetch }),
    files: createOpenAiClient({ ...endpoint, fetch: transport.stream }),
    forgetKey: () => endpoint.credentials?.forget(),
  };
}
