import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageVersion } from '../../src/package-root.ts';
import { BatchBed, english, sentence, toLines } from '../support/batches.ts';
import { createWorld } from '../support/in-process.ts';
import { readRows } from '../support/rows.ts';

test('what cannot be taken is told by line, what fails by kind; tried again in another way it stands in its place', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const before = toLines([{ body: sentence(1) }, { body: english }]);
  const after = toLines([{ body: '' }, { body: sentence(2) }]);
  const written = `${before}{"body": oeps}\n${after}`;
  await writeFile(bed.corpus, written);
  await world.startWorker(bed.env);
  expect((await bed.run()).code).toBe(3);
  expect(await bed.seqs()).toEqual([1, 5]);
  const rejects = await readFile(join(bed.folder, 'english.rejects.jsonl'), 'utf8');
  expect(
    rejects
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    {
      seq: 3,
      code: 'corpus.malformed',
      message: expect.stringContaining('corpus.jsonl:3: not valid JSON'),
    },
    {
      seq: 4,
      code: 'corpus.malformed',
      message: expect.stringContaining('corpus.jsonl:4: "body" is empty'),
    },
  ]);
  const id = await bed.newestId();
  const failed = await readFile(join(bed.folder, 'english.failed.jsonl'), 'utf8');
  expect(JSON.parse(failed)).toMatchObject({
    seq: 2,
    place: expect.stringContaining('corpus.jsonl:2'),
    type: 'not-dutch',
    code: 'article.not_dutch',
    retryable: false,
  });
  expect((await bed.batch('status', id)).stdout).toMatch(
    /not-dutch \[article\.not_dutch\]: 1, for (?:instance|example) .*corpus\.jsonl:2/,
  );
  const retried = await bed.batch('retry-failed', id, '--type', 'not-dutch', '--any-language');
  expect(retried.stderr).toContain('1 queued again');
  expect(await bed.seqs()).toEqual([1, 2, 5]);
  expect(existsSync(join(bed.folder, 'english.failed.jsonl'))).toBe(false);
  expect(JSON.parse(await readFile(join(bed.folder, 'english.run.json'), 'utf8'))).toMatchObject({
    tolk: packageVersion(),
    batch: id,
    corpus: [{ path: bed.corpus, sha256: createHash('sha256').update(written).digest('hex') }],
    asked: { guess: 'common', options: { memory: 'use' } },
    // Those of the first process, too.
    made: { rows: 3, models: ['sandbox'] },
    articles: { done: 3, failed: 0, rejected: 2 },
    costUsd: 0,
  });
});

test('a run that has nothing to do says so, and is no success', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await writeFile(bed.corpus, '');
  await world.startWorker(bed.env);
  const { code, stderr } = await bed.run();
  expect(stderr).toContain('nothing was done: no article was found');
  expect(code).toBe(3);
});

test('what somebody else keeps under the name of what lies beside the output stays', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const theirs = join(bed.folder, 'english.run.json');
  await writeFile(theirs, '{"mine": true}');
  await bed.writeSentences(1);
  await world.startWorker(bed.env);
  await bed.run();
  expect(await readFile(theirs, 'utf8')).toBe('{"mine": true}');
});

test('the same article twice is translated once and written in each place, with each its own id and fields', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const corpus = join(bed.folder, 'corpus.csv');
  const rows = Array.from({ length: 20 }, (_, at) => `n${at};"${sentence(1)}";rubriek ${at}`);
  await writeFile(corpus, `id;tekst;rubriek\n${rows.join('\n')}\n`);
  await world.startWorker(bed.env);
  await bed.batch('run', corpus, '--out', bed.out);
  const written = await bed.rows();
  expect(written.map(({ id, source }) => [id, source.meta?.['rubriek']])).toEqual(
    rows.map((_, at) => [`n${at}`, `rubriek ${at}`]),
  );
  expect(world.sandbox.stats().byTask).toMatchObject({ article: 1, translation: 0, summary: 0 });
});

test('a batch that nobody writes is handed in beyond what may be under way, and is complete by itself', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create({ env: { ...world.env, TOLK_FEED_MAX_ARTICLES: '100' } });
  await bed.writeSentences(220);
  await world.startWorker(bed.env);
  const id = await bed.submit();
  const watched = await bed.batch('watch', id, '--json');
  expect(JSON.parse(watched.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'progress',
    status: 'complete',
    done: 220,
    total: 220,
  });
  const out = join(bed.folder, 'english.csv');
  expect((await bed.batch('export', id, '--out', out)).stderr).toContain('220 articles');
  // Another batch rests on one of them: that one stays.
  await bed.write([{ body: sentence(10) }]);
  const other = await bed.submit();
  const release = await bed.batch('export', id, '--out', `${out}.gz`, '--release');
  expect(release).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('220 articles released from Redis'),
  });
  expect((await world.client.status()).articles).toMatchObject({ done: 1 });
  const again = await bed.batch('export', id, '--out', `${out}.gz`, '--overwrite');
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('220 articles of batch'),
  });
  const exported = join(bed.folder, 'other.jsonl');
  await bed.batch('export', other, '--out', exported);
  expect(await readRows(exported)).toHaveLength(1);
});

test('a program hears what happens as events', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  await bed.write([{ tekst: sentence(1) }, { tekst: english }]);
  await world.startWorker(bed.env);
  const { stdout } = await bed.run('--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ event: 'begin', batch: expect.any(String) });
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'fields', fields: { body: 'tekst' } }),
  );
  expect(events).toContainEqual(expect.objectContaining({ event: 'phase', phase: 'writing' }));
  expect(events.at(-1)).toMatchObject({
    event: 'end',
    status: 'complete',
    stats: { done: 1, failedByCode: { 'article.not_dutch': 1 } },
  });
});

test('a mistake is said before anything is begun', async () => {
  await using world = await createWorld();
  const bed = await BatchBed.create(world);
  const { corpus, out } = bed;
  await bed.write([{ body: sentence(1) }]);
  const cases: ReadonlyArray<readonly [args: readonly string[], message: RegExp]> = [
    [['run', 'nowhere.jsonl', '--out', out], /nowhere\.jsonl: no such file/],
    [['run', corpus], /say where the English goes with --out/],
    [['run', corpus, '--out', 'x.docx'], /name its format with --out-format/],
    [
      ['run', corpus, '--out', corpus],
      /is there already; name another output, or let it be replaced \(--overwrite\)/,
    ],
    [
      ['run', corpus, '--out', out, '--map', 'tekst=body'],
      /--map: "tekst=body" is not one of id=FIELD/,
    ],
    [['resume', '2020-01-01-aaaaaa'], /there is no batch 2020-01-01-aaaaaa; see tolk batch list/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await bed.batch(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  }
  expect(world.sandbox.stats().requests).toBe(0);
});
