import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createTransport } from '../../src/llm/transport.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

const options = { connectTimeoutMs: 1_000, callTimeoutMs: 1_000, maxConnections: 2 };

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
    transport.fetch(`${sandbox.baseUrl}/chat/completions`, { method: 'POST', body, headers: { 'x-sandbox-fault': fault } });
  await expect(ask('reset')).rejects.toThrow();
  await expect(ask('hang')).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
  await transport.close();
});

test('calls go through a proxy where one is set', async () => {
  await using sandbox = await startSandbox();
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
  const transport = createTransport({ ...options, httpsProxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
  expect((await transport.fetch(`${sandbox.baseUrl}/models`)).status).toBe(200);
  await transport.close();
  expect(tunnels).toEqual([new URL(sandbox.baseUrl).host]);
});

test('a file of certificates that cannot be read is the user’s mistake', () => {
  expect(() => createTransport({ ...options, caFile: '/no/such/file' })).toThrow(expect.objectContaining({ code: 'config.invalid' }));
});
