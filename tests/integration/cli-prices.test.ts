import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

interface Row {
  readonly model: string;
  readonly input: number;
  readonly source: string;
  readonly seenOn?: string;
}

async function bed() {
  const folder = await temporaryFolder();
  const env = { TOLK_DATA_DIR: join(folder, 'data'), OPENAI_API_KEY: 'k' };
  const prices = async (more: Readonly<Record<string, string>> = {}) => {
    const { stdout } = await runTolk(['prices', '--json'], { env: { ...env, ...more } });
    const rows: readonly Row[] = JSON.parse(stdout);
    return new Map(rows.map((row) => [row.model, row]));
  };
  const write = async (name: string, rows: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(rows));
    return join(folder, name);
  };
  return { env, folder, prices, write };
}

const row = { model: 'gpt-6-luna', input: 7, output: 9, source: 'ours', seenOn: '2026-11-01' };

test('tolk prices shows what each model costs, where that was seen, and when it ends', async () => {
  const { env } = await bed();
  const shown = await runTolk(['prices'], { env });
  expect(shown.stdout).toMatch(/gpt-6-luna .* 0\.1 .* 0\.01 .* 0\.125 .* 0\.5 .*× 0\.5 .* 1$/m);
  expect(shown.stdout).toMatch(/^ 1 {2}.*gpt-6-luna.* \(2026-10-28\)$/m);
  expect(shown.stdout).toMatch(/gpt-4\.1-mini .*2027-01-14/);
  expect(shown.stdout).toContain('developers.openai.com/api/docs/models/gpt-6-luna');
  const dying = await runTolk(['prices'], { env: { ...env, TOLK_MODEL: 'gpt-4.1-mini' } });
  expect(dying.stderr).toMatch(
    /warning: the provider (?:ends|has ended) gpt-4\.1-mini on 2027-01-14/,
  );
});

test('prices are taken over from a file, come before the list, and after those of TOLK_PRICES_FILE', async () => {
  const { env, prices, write } = await bed();
  const file = await write('new.json', [row, { ...row, model: 'mystery' }]);
  const update = await runTolk(['prices', 'update', file], { env });
  expect(update).toMatchObject({ code: 0, stderr: expect.stringContaining('2 prices kept in') });
  expect((await prices()).get('gpt-6-luna')).toMatchObject({ input: 7, seenOn: '2026-11-01' });
  expect((await prices()).has('mystery')).toBe(true);
  const own = await write('own.json', [{ ...row, input: 8 }]);
  expect((await prices({ TOLK_PRICES_FILE: own })).get('gpt-6-luna')).toMatchObject({ input: 8 });
  // The next update takes the place of this one.
  const { seenOn: _, ...undated } = row;
  const next = await write('next.json', [{ ...undated, input: 6 }]);
  await runTolk(['prices', 'update', next], { env });
  expect((await prices()).has('mystery')).toBe(false);
  const today = new Date().toISOString().slice(0, 10);
  expect((await prices()).get('gpt-6-luna')).toMatchObject({ input: 6, seenOn: today });
});

test('a file that is wrong is refused with its place, and changes nothing', async () => {
  const { env, folder, prices, write } = await bed();
  await runTolk(['prices', 'update', await write('new.json', [row])], { env });
  const kept = await readFile(join(folder, 'data', 'prices.json'), 'utf8');
  const wrong = await write('wrong.json', [row, { ...row, output: 'free' }]);
  const update = await runTolk(['prices', 'update', wrong], { env });
  expect(update).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('row 1 (gpt-6-luna), output'),
  });
  const none = await runTolk(['prices', 'update', join(folder, 'none.json')], { env });
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') });
  expect(await readFile(join(folder, 'data', 'prices.json'), 'utf8')).toBe(kept);
  expect((await prices()).get('gpt-6-luna')).toMatchObject({ input: 7 });
});

test('prices are taken over from an address that the user names, in LiteLLM’s form too', async () => {
  const { env, prices } = await bed();
  const asked: string[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization ?? 'no key'}`);
    if (url === '/moved') return response.writeHead(302, { location: 'http://a.example/' }).end();
    if (url === '/page') return response.end('<html>');
    response.end(
      JSON.stringify({
        mystery: {
          mode: 'chat',
          litellm_provider: 'openai',
          input_cost_per_token: 3e-7,
          output_cost_per_token: 6e-7,
        },
      }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const update = (path: string) => runTolk(['prices', 'update', `${base}${path}`], { env });
  expect((await update('/prices.json')).code).toBe(0);
  expect((await prices()).get('mystery')).toMatchObject({ input: 0.3 });
  expect(await update('/moved')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/302.*a\.example/),
  });
  expect(await update('/page')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be read as JSON/),
  });
  // Nothing is fetched but what was named, once, and nobody is shown the key.
  expect(asked).toEqual(['/prices.json no key', '/moved no key', '/page no key']);
  server.close();
  expect(await update('/prices.json')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be fetched/),
  });
});
