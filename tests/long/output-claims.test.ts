import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { type ClaimRequest, OutputClaim } from '../../src/batch/output-claim.ts';
import { TolkError } from '../../src/errors.ts';
import { BatchBed, english, exists, sentence, toLines, upTo } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { readRows } from '../support/rows.ts';
import { temporaryFolder } from '../support/tolk.ts';

const takeAs = async (path: string, more: Partial<ClaimRequest>) => {
  const request = { path, batch: 'one', kind: 'run', overwrite: false, ...more } as const;
  return OutputClaim.take(request).catch((error: unknown) => {
    if (TolkError.isInstance(error)) return error.code;
    throw error;
  });
};

const taken = async (path: string, more: Partial<ClaimRequest>): Promise<OutputClaim> => {
  const claim = await takeAs(path, more);
  if (typeof claim === 'string') throw new Error(claim);
  return claim;
};

test('of many who want an output at once, one gets it, by whatever path', async () => {
  const folder = await temporaryFolder();
  const real = join(folder, 'real');
  await mkdir(real);
  await symlink(real, join(folder, 'link'));
  await symlink(join(real, 'out.csv'), join(folder, 'out.csv'));
  const paths = [
    join(real, 'out.csv'),
    join(folder, 'link', 'out.csv'),
    join(folder, 'out.csv'),
    relative(process.cwd(), join(real, '..', 'real', 'out.csv')),
  ];
  const takeAll = (kindOf: (n: number) => ClaimRequest['kind']) =>
    Promise.all(
      upTo(12).map((n) =>
        takeAs(paths[n % paths.length] ?? '', { batch: `b${n}`, kind: kindOf(n) }),
      ),
    );
  const endAll = async (claims: Awaited<ReturnType<typeof takeAll>>) => {
    const held = claims.filter((claim) => typeof claim !== 'string');
    expect(claims.filter((claim) => claim === 'output.taken')).toHaveLength(12 - held.length);
    for (const claim of held) {
      await claim.assertHeld();
      await claim.release();
    }
    expect(await readdir(real)).toEqual([]);
    return held.length;
  };
  expect(await endAll(await takeAll(() => 'run'))).toBe(1);
  expect(await endAll(await takeAll(() => 'export'))).toBe(1);
  // A run and an export may both give way; they never both write.
  const mixed = await takeAll((n) => (n % 3 === 0 ? 'export' : 'run'));
  expect(await endAll(mixed)).toBeLessThanOrEqual(1);
  await (await taken(paths[0] ?? '', {})).release();
});

test('what a batch has left unfinished is its own, until it is resumed or replaced', async () => {
  const path = join(await temporaryFolder(), 'out.csv');
  await (await taken(path, {})).idle();
  expect(await takeAs(path, { batch: 'two' })).toBe('output.taken');
  expect(await takeAs(path, { batch: 'two', kind: 'export' })).toBe('output.taken');
  const resumed = await taken(path, {});
  expect(resumed.isResumed).toBe(true);
  expect(await takeAs(path, { batch: 'two', overwrite: true })).toBe('output.taken');
  await resumed.idle();
  // What its own batch has so far may be exported there.
  await (await taken(path, { kind: 'export' })).release();
  const replaced = await taken(path, { batch: 'two', overwrite: true });
  expect(await takeAs(path, {})).toBe('output.taken');
  await replaced.release();
});

test('the claim of a process that died is left behind, here and on another machine; a living one is not', async () => {
  const path = join(await temporaryFolder(), 'out.csv');
  const file = `${path}.claim`;
  const claimed = (owner: string) => JSON.stringify({ batch: 'one', kind: 'run', owner });
  await writeFile(file, claimed(`elsewhere/1:${process.pid}`));
  expect(await takeAs(path, { batch: 'two' })).toBe('output.taken');
  const beat = setInterval(() => void writeFile(file, '\n', { flag: 'a' }), 500);
  expect(await takeAs(path, { batch: 'two', overwrite: true })).toBe('output.taken');
  clearInterval(beat);
  const held = await taken(path, { batch: 'two', overwrite: true });
  // Whoever woke up elsewhere has lost it, and sees that before it writes.
  expect(await readFile(file, 'utf8')).toContain(hostname());
  await held.release();
}, 60_000);

test('a second run into one output is refused before it writes; the first one ends with its own rows', async () => {
  await using world = await createWorld({ latencyMs: 300 });
  const bed = await BatchBed.create({
    env: { ...world.env, TOLK_LOCK_MS: '30000', TOLK_CONCURRENCY: '2' },
  });
  await bed.writeSentences(16);
  await world.startWorker(bed.env);
  const first = bed.start('run', bed.corpus, '--out', bed.out, '--summary', 'none');
  await first.until(/"done":[1-9]/);
  const other = join(bed.folder, 'other.jsonl');
  await writeFile(other, toLines([{ body: sentence(900) }]));
  await symlink(bed.folder, join(bed.folder, 'link'));
  const second = await bed.batch('run', other, '--out', join(bed.folder, 'link', 'english.jsonl'));
  expect(second).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/batch \S+ is being written there \(by .*\[output\.taken\]/),
  });
  const id = await bed.newestId();
  const exported = await bed.batch('export', id, '--out', bed.out);
  expect(exported).toMatchObject({ code: 2, stderr: expect.stringContaining('[output.taken]') });
  first.child.kill('SIGKILL');
  await first.finished;
  const third = await bed.batch('run', other, '--out', bed.out);
  expect(third).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`continue that with tolk batch resume ${id}`),
  });
  expect(JSON.parse((await bed.batch('list', '--json')).stdout)).toHaveLength(1);
  expect(await bed.batch('resume', id)).toMatchObject({ code: 0 });
  expect(await bed.seqs()).toEqual(upTo(16));
  const left = (await readdir(bed.folder)).filter((name) => /claim|part/.test(name));
  expect(left).toEqual([]);
});

test('an output stays readable while what failed is tried again, and another file in its place is left alone', async () => {
  await using world = await createWorld({ latencyMs: 300 });
  const bed = await BatchBed.create({ env: { ...world.env, TOLK_LOCK_MS: '30000' } });
  await world.startWorker(bed.env);
  await bed.write([{ body: sentence(1) }, { body: english }, { body: sentence(2) }]);
  expect((await bed.run('--summary', 'none')).code).toBe(3);
  const id = await bed.newestId();
  const retry = bed.start('retry-failed', id, '--any-language');
  await retry.until(/"event":"progress"/);
  expect((await readRows(bed.out)).map(({ seq }) => seq)).toEqual([1, 3]);
  await retry.finished;
  expect(await bed.seqs()).toEqual([1, 2, 3]);

  await bed.write([{ body: sentence(3) }, { body: english }]);
  await bed.run('--summary', 'none', '--overwrite');
  const own = await readFile(bed.out, 'utf8');
  const later = await bed.newestId();
  await writeFile(bed.out, own.replace('"seq":1', '"seq":7'));
  const refused = await bed.batch('retry-failed', later, '--any-language');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('[output.taken]') });
  expect(await readFile(bed.out, 'utf8')).toContain('"seq":7');
});

test('a folder with other files in it is not replaced', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await world.startWorker(bed.env);
  await bed.writeSentences(1);
  const folder = join(bed.folder, 'pages');
  const run = () =>
    bed.batch('run', bed.corpus, '--out', folder, '--out-format', 'html', '--overwrite');
  expect((await run()).code).toBe(0);
  expect((await run()).code).toBe(0);
  await writeFile(join(folder, 'thesis.txt'), 'mine');
  expect(await run()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('thesis.txt in it is not Tolk'),
  });
  expect(await exists(join(folder, 'thesis.txt'))).toBe(true);
});
