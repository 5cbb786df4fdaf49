import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createRig } from '../support/processes.ts';
import { startScriptedLlm } from '../support/scripted-llm.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

const boilerplate =
  'Lees ook: de gemeente Utrecht bouwt volgend jaar driehonderd huizen in de wijk Leidsche Rijn.';
const own = (n: number) =>
  `Het waterschap zegt op maandag dat er in Zwolle ${n} bruggen worden vervangen.`;

async function translate(
  env: Readonly<Record<string, string>>,
  bodies: readonly string[],
  ...args: string[]
) {
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus.jsonl');
  const out = join(folder, 'english.jsonl');
  await writeFile(corpus, bodies.map((body) => `${JSON.stringify({ body })}\n`).join(''));
  await runTolk(['batch', 'run', corpus, '--out', out, '--summary', 'none', ...args], { env });
  const rows = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return rows as Array<{
    usage: Record<string, number>;
    translation: { segments: Array<{ nl: string; en: string }> };
    provenance: Array<{ segment: number; memory: boolean; model: string }>;
  }>;
}

test('a paragraph that was translated before is not sent again, and that is counted and said', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  const [first] = await translate(rig.env, [`${own(11)}\n\n${boilerplate}`]);
  expect(first?.usage).toMatchObject({ memorySegments: 0 });
  const [second] = await translate(rig.env, [`${own(12)}\n\n${boilerplate}`]);
  expect(second?.usage['memorySegments']).toBe(1);
  expect(second?.usage['memoryTokens']).toBeGreaterThan(0);
  expect(second?.translation.segments.map(({ nl }) => nl)).toEqual([own(12), boilerplate]);
  expect(second?.translation.segments[1]?.en).toBe(first?.translation.segments[1]?.en);
  expect(second?.translation.segments[0]?.en).toMatch(/\b12\b/);
  expect(second?.provenance.map(({ memory }) => memory)).toEqual([false, true]);
  const [third] = await translate(rig.env, [`${own(13)}\n\n${boilerplate}`], '--no-memory');
  expect(third?.usage['memorySegments']).toBe(0);
  const [american] = await translate(
    rig.env,
    [`${own(14)}\n\n${boilerplate}`],
    '--spelling',
    'american',
  );
  expect(american?.usage['memorySegments']).toBe(0);
});

test('an article all of whose paragraphs are known costs nothing', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  await translate(rig.env, [own(11), own(12)]);
  const { completions } = rig.sandbox.stats();
  const [row] = await translate(rig.env, [`${own(12)}\n\n${own(11)}`]);
  expect(row?.usage).toMatchObject({ calls: 0, memorySegments: 2 });
  expect(rig.sandbox.stats().completions).toBe(completions);
});

test('pairs of a TMX file are used, whatever the style; the memory is written as TMX, and read again', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  const folder = await temporaryFolder();
  const tmx = join(folder, 'house.tmx');
  await writeFile(
    tmx,
    `<?xml version="1.0"?><tmx version="1.4"><header segtype="paragraph"/><body>
<tu><tuv xml:lang="nl-NL"><seg>${boilerplate}</seg></tuv><tuv xml:lang="EN-GB"><seg>Read <bpt i="1">&lt;b&gt;</bpt>also<ept i="1">&lt;/b&gt;</ept>: Utrecht will build three hundred homes in Leidsche Rijn next year.</seg></tuv></tu>
<tu><tuv xml:lang="nl"><seg>Alleen Nederlands</seg></tuv></tu></body></tmx>`,
  );
  expect((await runTolk(['memory', 'import', tmx], { env: rig.env })).stderr).toContain(
    '1 segments taken',
  );
  const [row] = await translate(
    rig.env,
    [`${own(21)}\n\n${boilerplate}`],
    '--spelling',
    'american',
  );
  expect(row?.translation.segments[1]?.en).toBe(
    'Read also: Utrecht will build three hundred homes in Leidsche Rijn next year.',
  );
  expect(row?.provenance[1]).toMatchObject({ memory: true, model: 'tmx' });
  const exported = join(folder, 'memory.tmx');
  const memory = (...args: string[]) => runTolk(['memory', ...args], { env: rig.env });
  // The practice LLM gave one of the two: it is no translation.
  expect((await memory('export', exported)).stderr).toMatch(
    /1 segments written[^\n]*\n.*left out: 1 gloss by the sandbox/,
  );
  expect(await readFile(exported, 'utf8')).not.toContain('sandbox');
  expect((await memory('export', exported, '--glosses')).stderr).toContain('2 segments written');
  expect(await readFile(exported, 'utf8')).toContain('<prop type="x-gloss">true</prop>');
  // Without a terminal nobody can be asked.
  expect(await memory('clear')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/2 segments .*tolk memory clear --yes/),
  });
  expect((await runTolk(['memory', 'clear', '--yes'], { env: rig.env })).stderr).toContain(
    '2 segments forgotten',
  );
  expect((await memory('import', exported)).stderr).toMatch(
    /1 segments taken[^\n]*\n.*left out: 1 gloss by the sandbox/,
  );
  await writeFile(tmx, '<tmx><body>\n<tu></body></tmx>');
  const broken = await runTolk(['memory', 'import', tmx], { env: rig.env });
  expect(broken).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/house\.tmx:2: not valid XML/),
  });
});

test('the TMX of a practice run fills no translation memory; taken all the same, it makes glosses', async () => {
  await using rig = await createRig(inject('redisUrl'), {});
  await rig.startWorker();
  await translate(rig.env, [own(31), own(32)]);
  const folder = await temporaryFolder();
  const tmx = join(folder, 'practice.tmx');
  const tolk = (...args: string[]) => runTolk(args, { env: rig.env });
  const [batch] = JSON.parse((await tolk('batch', 'list', '--json')).stdout);
  const exported = await tolk('batch', 'export', batch.id, '--out', tmx);
  expect(exported).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('2 of them are glosses by the sandbox'),
  });
  expect((await tolk('memory', 'clear', '--yes')).code).toBe(0);
  expect((await tolk('memory', 'import', tmx)).stderr).toMatch(
    /0 segments taken[^\n]*\n.*left out: 2 glosses/,
  );
  expect((await tolk('memory', 'import', tmx, '--glosses')).stderr).toContain('2 segments taken');
  const [row] = await translate(rig.env, [own(32)], '--spelling', 'american');
  expect(row).toMatchObject({ gloss: true, provenance: [{ memory: true, model: 'sandbox' }] });
});

test('what a practice LLM answered in the place of a real model is not used by the real one', async () => {
  const model = { TOLK_MODEL: 'gpt-6-luna' };
  await using rig = await createRig(inject('redisUrl'), {}, model);
  const practice = await rig.startWorker();
  const [gloss] = await translate(rig.env, [own(41)]);
  expect(gloss).toMatchObject({ gloss: true });
  // While it is practice, what was practised is used again.
  const { completions } = rig.sandbox.stats();
  await translate(rig.env, [own(41)]);
  expect(rig.sandbox.stats().completions).toBe(completions);
  await practice.stop();
  const en = 'The water board says on Monday that 41 bridges are being replaced in Zwolle.';
  const content = JSON.stringify({ title: null, segments: [{ n: 1, en }] });
  await using llm = await startScriptedLlm([{ content, model: 'gpt-6-luna' }]);
  await rig.startWorker({ LLM_BASE_URL: llm.baseUrl });
  const [row] = await translate(rig.env, [own(41)]);
  expect(row).toMatchObject({ gloss: false, translation: { segments: [{ en }] } });
  expect(llm.requests).toHaveLength(1);
}, 60_000);
