import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OpenAiBatchApi } from '../../src/llm/batch-api.ts';
import { createOpenAiClient } from '../../src/llm/http/openai-client.ts';
import { createTransport } from '../../src/llm/http/transport.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type RawAnswer, startRawServer } from '../support/raw-server.ts';
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

describe('for files', () => {
  const key = { authorization: 'Bearer secret', 'api-key': 'secret' };
  const content = 'line one\nline two\n';
  const file: RawAnswer = (response) => void response.end(content);
  const redirect =
    (location: string): RawAnswer =>
    (response) =>
      void response.writeHead(302, { location }).end();

  test('content that lies with another host is fetched there without the key', async () => {
    await using store = await startRawServer([file]);
    await using server = await startRawServer([redirect(`${store.baseUrl}/signed`)]);
    const transport = createTransport(options);
    const answer = await transport.stream(`${server.baseUrl}/files/1/content`, { headers: key });
    expect(await answer.text()).toBe(content);
    expect(store.requests).toHaveLength(1);
    expect(JSON.stringify(store.requests)).not.toContain('secret');
    await transport.close();
  });

  test('everything else stays with its host, and content may move within it', async () => {
    await using other = await startRawServer([file]);
    await using server = await startRawServer([
      redirect(`${other.baseUrl}/batches`),
      redirect('/v2/files/1/content'),
      file,
    ]);
    const transport = createTransport(options);
    const moved = await transport.stream(`${server.baseUrl}/batches`, { headers: key });
    expect(moved.status).toBe(302);
    const answer = await transport.stream(`${server.baseUrl}/files/1/content`, { headers: key });
    expect(await answer.text()).toBe(content);
    expect(server.requests.at(-1)).toMatchObject({ path: '/v2/files/1/content', headers: key });
    expect(other.requests).toEqual([]);
    await transport.close();
  });

  test('content may be larger than an answer, and nothing else', async () => {
    const large = Buffer.alloc(17_000_000, ' ');
    const answer: RawAnswer = (response) => void response.end(large);
    await using server = await startRawServer([answer]);
    const transport = createTransport({ ...options, callTimeoutMs: 10_000 });
    const got = await transport.stream(`${server.baseUrl}/files/1/content`);
    expect((await got.arrayBuffer()).byteLength).toBe(large.length);
    await expect(transport.stream(`${server.baseUrl}/batches/1`)).rejects.toMatchObject({
      code: 'llm.bad_answer',
    });
    await transport.close();
  });

  test('what is small is read packed and mislabelled too', async () => {
    const packed: RawAnswer = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' });
      response.end(gzipSync('{"id":"batch-1"}'));
    };
    await using server = await startRawServer([packed]);
    const transport = createTransport(options);
    const answer = await transport.stream(`${server.baseUrl}/batches/1`);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ id: 'batch-1' });
    await transport.close();
  });
});
