import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OpenAiBatchApi } from '../../src/llm/batch-api.ts';
import { createOpenAiClient } from '../../src/llm/http/openai-client.ts';
import { createTransport } from '../../src/llm/http/transport.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../support/tolk.ts';

const options = { connectTimeoutMs: 1_000, callTimeoutMs: 500, maxConnections: 2 };

test('connections are kept and capped', async () => {
  const sockets = new Set<unknown>();
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    setTimeout(() => response.end('{}'), 5);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const transport = createTransport(options);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await Promise.all(Array.from({ length: 20 }, () => transport.fetch(url)));
  await transport.close();
  expect(sockets.size).toBe(2);
});

test('a connection cut in the middle of the answer is an error, not half an answer', async () => {
  await using sandbox = await startSandbox();
  const transport = createTransport(options);
  const body = JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'Hoi' }] });
  const ask = (fault: string) =>
    transport.fetch(`${sandbox.baseUrl}/chat/completions`, {
      method: 'POST',
      body,
      headers: { 'x-sandbox-fault': fault },
    });
  await expect(ask('reset')).rejects.toThrow();
  await expect(ask('hang')).rejects.toMatchObject({ code: 'llm.timeout' });
  await transport.close();
});

/** A proxy that notes which hosts it was asked for. */
async function startProxy(): Promise<{ url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void proxy.close());
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, tunnels };
}

test('calls go through a proxy where one is set', async () => {
  await using sandbox = await startSandbox();
  const { url, tunnels } = await startProxy();
  const transport = createTransport({ ...options, httpsProxy: url });
  expect((await transport.fetch(`${sandbox.baseUrl}/models`)).status).toBe(200);
  await transport.close();
  expect(tunnels).toEqual([new URL(sandbox.baseUrl).host]);
});

test('files for the Batch API go the same way, up and down', async () => {
  await using sandbox = await startSandbox();
  const { url, tunnels } = await startProxy();
  const transport = createTransport({ ...options, httpsProxy: url });
  const api = new OpenAiBatchApi(
    createOpenAiClient({ baseUrl: sandbox.baseUrl, fetch: transport.stream }),
  );
  const path = join(await temporaryFolder(), 'requests.jsonl');
  const body = { model: 'sandbox', messages: [{ role: 'user', content: 'Hoi wereld' }] };
  await writeFile(
    path,
    `${JSON.stringify({ custom_id: 'één', method: 'POST', url: '/v1/chat/completions', body })}\n`,
  );
  const batch = await api.create(await api.upload(path), 'ours');
  await expect.poll(async () => (await api.poll(batch)).state).toBe('ended');
  const { files } = await api.poll(batch);
  expect(files).toHaveLength(1);
  const results = await Array.fromAsync(api.read(files[0] ?? '', 'sandbox'));
  expect(results).toMatchObject([{ kind: 'answer', key: 'één', answer: { model: 'sandbox' } }]);
  expect(await api.find('ours')).toBe(batch);
  await transport.close();
  expect(new Set(tunnels)).toEqual(new Set([new URL(sandbox.baseUrl).host]));
});

test('a file of certificates that cannot be read is the user’s mistake', () => {
  expect(() => createTransport({ ...options, caFile: '/no/such/file' })).toThrow(
    expect.objectContaining({ code: 'config.invalid' }),
  );
});
