import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchBed, english, sentence } from '../support/batches.ts';
import { createWorld, type World } from '../support/in-process.ts';
import { type Finished, runTolk, temporaryFolder } from '../support/tolk.ts';

/* What flags do that shape what is read, shown and written; one batch serves all. */

let world: World;
let bed: BatchBed;
let batch = '';
/** The ids of what is done, in the order of the corpus. */
let ids: readonly string[] = [];

const records = [
  {
    title: 'Nieuwe huizen',
    date: '2024-05-17',
    source: 'Trouw',
    rubriek: 'Wonen',
    auteur: 'A. de Wit',
    body: `${sentence(11)}\n\n${sentence(12)}`,
  },
  { title: 'Meer huizen', date: 'ca. 1900', source: 'NRC', rubriek: 'Sport', body: sentence(13) },
  { title: 'Oude huizen', source: 'NRC', rubriek: 'Wonen', body: sentence(14) },
  { title: 'Houses', source: 'Trouw', rubriek: 'Wonen', body: english },
];

beforeAll(async () => {
  world = await createWorld();
  bed = await BatchBed.create(world);
  await world.startWorker(bed.env);
  await bed.write(records);
  await bed.run();
  batch = await bed.newestId();
  ids = (await bed.rows()).map(({ id }) => id);
});

afterAll(() => world[Symbol.asyncDispose]());

const tolk = (...args: readonly string[]): Promise<Finished> => runTolk(args, { env: bed.env });

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(bed.folder, name);
  await writeFile(path, content);
  return path;
}

/** Exports the batch, and returns the bytes of the output, or the names in a folder. */
async function exported(name: string, ...flags: readonly string[]) {
  const path = join(await temporaryFolder(), name);
  const { stderr } = await bed.batch('export', batch, '--out', path, ...flags);
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const names = bytes.length > 0 ? [] : (await readdir(path)).toSorted();
  return { bytes, text: bytes.toString(), names, path, stderr };
}

test('--rows segments has a row a segment, --columns columns of fields', async () => {
  const { text } = await exported('s.csv', '--rows', 'segments', '--columns', 'rubriek,auteur');
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const columns = head.split(',');
  for (const column of ['n', 'nl', 'en', 'findings', 'rubriek', 'auteur'])
    expect(columns).toContain(column);
  const cell = (row: string | undefined, column: string) =>
    row?.split(',')[columns.indexOf(column)];
  expect(rows).toHaveLength(7);
  expect(rows.slice(0, 3).map((row) => cell(row, 'n'))).toEqual(['0', '1', '2']);
  expect(rows[0]).toContain('Wonen,A. de Wit');
  const other = await exported('o.csv', '--columns', 'Rubriek,schrijver');
  expect(other.text).toMatch(/,Rubriek,schrijver\r?\n/);
  expect(other.text).toContain(',Wonen,');
  expect(other.stderr).toContain(
    '--columns: none has a field "schrijver"; there are rubriek, auteur',
  );
  expect(other.stderr).not.toContain('"Rubriek"');
  const all = await exported('a.csv', '--columns', 'all');
  const [names = '', ...articles] = all.text.trimEnd().split('\n');
  expect(names).toMatch(/\brubriek\b.*\bauteur\b|\bauteur\b.*\brubriek\b/);
  expect(articles.filter((line) => /^[1-3],/.test(line))).toHaveLength(3);
  const plain = (await exported('p.csv')).text.split('\n')[0];
  expect(plain).not.toContain('rubriek');
});

test.each([
  ['out.xlf', [], /^<\?xml[\s\S]*<xliff[^>]* version="2\.1"/],
  ['out.tmx', [], /^<\?xml[\s\S]*<tmx version="1\.4"/],
  ['out.sqlite', [], /^SQLite format 3\0/],
  ['out.parquet', [], /^PAR1/],
  ['out.jsonl', [], /^\{"seq":1,/],
  ['out.txt', ['--out-format', 'csv'], /^(?:\ufeff)?seq,/],
] as const)('batch export --out %s %j', async (name, flags, beginning) => {
  const { text } = await exported(name, ...flags);
  expect(text).toMatch(beginning);
});

test.each([
  ['markdown', 3, /\.md$/],
  ['docx', 3, /\.docx$/],
  ['html', 4, /\.html$/],
] as const)(
  'batch export --out-format %s makes a folder of %i files',
  async (format, many, ending) => {
    const { names } = await exported('out', '--out-format', format);
    expect(names).toHaveLength(many);
    for (const name of names) expect(name).toMatch(ending);
  },
);

test.each([
  ['text', 'txt', /^GLOSS .*\n\nNew houses\n/i],
  ['markdown', 'md', /^(?:---\n[\s\S]*?\n---\n\s*)?# New houses\n/i],
  ['html', 'html', /^<!doctype html>/i],
  ['json', 'json', /^\{\n {2}"id"/],
] as const)('get --format %s --out', async (format, ending, beginning) => {
  const folder = await temporaryFolder();
  await tolk('get', ids[0] ?? '', '--format', format, '--out', folder);
  expect(await readdir(folder)).toEqual([`${ids[0]}.en.${ending}`]);
  expect(await readFile(join(folder, `${ids[0]}.en.${ending}`), 'utf8')).toMatch(beginning);
});

test('--side-by-side has the Dutch beside it, --numbers the numbers', async () => {
  const get = async (...flags: string[]) => (await tolk('get', ids[0] ?? '', ...flags)).stdout;
  const beside = await get('--side-by-side');
  expect(beside).toMatch(/ │ De gemeente Utrecht bouwt/);
  const rows = beside.split('\n').filter((line) => line.includes(' │ '));
  expect(Math.max(...rows.map((line) => line.length))).toBeLessThanOrEqual(80);
  const numbered = /^\\?\[1\\?\] The municipality/m;
  expect(await get('--numbers', '--format', 'markdown')).toMatch(numbered);
  expect(await get('--format', 'markdown')).not.toMatch(numbered);
  expect(await get('--no-numbers')).not.toMatch(/^\[1\] /m);
  expect(await get()).toMatch(/^\[1\] /m);
});

test('--strict-dates refuses what is else kept and told', async () => {
  const path = await file(
    'datum.jsonl',
    `${JSON.stringify({ ...records[1], body: sentence(21) })}\n`,
  );
  const strict = await tolk('enqueue', path, '--strict-dates');
  expect(strict).toMatchObject({ code: 2, stderr: expect.stringContaining('ca. 1900') });
  const kept = await tolk('enqueue', path);
  expect(kept).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('1 date could not be read'),
  });
});

test('--date-order says what numbers in dates begin with, for single articles and for a batch', async () => {
  const record = { ...records[1], body: sentence(29), date: '4/9/2024' };
  const path = await file('orde.jsonl', `${JSON.stringify(record)}\n`);
  const dateOf = async (...flags: string[]) => {
    const id = (await tolk('enqueue', path, ...flags)).stdout.trim();
    return JSON.parse((await tolk('wait', id, '--json')).stdout).source.date;
  };
  expect(await dateOf()).toBe('2024-09-04');
  const out = join(bed.folder, 'orde-uit.jsonl');
  await bed.batch('run', path, '--date-order', 'mdy', '--again', '--out', out);
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ source: { date: '2024-04-09' } });
  expect(await tolk('enqueue', path, '--date-order', 'ymd')).toMatchObject({ code: 2 });
});

test('--encoding says what text is in', async () => {
  const dutch = `Café Zoë in Curaçao opent. ${sentence(22)}`;
  const bytes = Buffer.from(dutch.normalize('NFC'), 'latin1');
  // In Mac Roman these bytes would be other letters.
  const path = await file('cafe.txt', bytes);
  const get = async (...flags: string[]) => {
    const id = (await tolk('enqueue', path, ...flags)).stdout.trim();
    return JSON.parse((await tolk('wait', id, '--json')).stdout).translation.segments[0].nl;
  };
  expect(await get('--encoding', 'windows-1252')).toContain('Café Zoë in Curaçao');
  expect(await get('--encoding', 'macintosh')).not.toContain('Café');
  expect(await tolk('enqueue', path, '--encoding', 'klingon')).toMatchObject({ code: 2 });
});

test('--map and --records say where the articles and their fields are', async () => {
  const posts = [{ kop: { regel: 'Een kop' }, inhoud: [{ t: sentence(23) }, { t: sentence(24) }] }];
  // Without a path the longest list is that of the articles.
  const drafts = [25, 26].map((at) => ({ kop: { regel: 'Klad' }, inhoud: [{ t: sentence(at) }] }));
  const path = await file('db.json', JSON.stringify({ db: [{ data: { drafts, posts } }] }));
  const flags = ['--records', 'db[].data.posts', '--map', 'body=inhoud[].t,title=kop.regel'];
  const id = (await tolk('enqueue', path, ...flags)).stdout.trim();
  const { source, translation } = JSON.parse((await tolk('wait', id, '--json')).stdout);
  expect(source.title).toBe('Een kop');
  expect(translation.segments).toHaveLength(2);
  const wrong = await tolk('enqueue', path, '--records', 'db[].data.posts', '--map', 'body=weg');
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('correct --map') });
});

test.each([
  [['--filter', 'source=trouw'], 1],
  [['--filter', 'source=Trouw|NRC'], 3],
  [['--filter', 'source!=Trouw'], 2],
  [['--filter', 'rubriek=wonen', '--filter', 'source=NRC'], 1],
  [['--filter', 'date<=2024-05'], 1],
  [['--filter', 'status=done'], 3],
  [['--search', 'MEER HUIZEN'], 1],
  [['--search', 'trouw'], 1],
  [['--since', '1h'], 3],
  [['--since', '2999-01-01'], 0],
] as const)('list --status done %j', async (flags, many) => {
  const { stdout } = await tolk('list', '--status', 'done', '--json', ...flags);
  const found: ReadonlyArray<{ readonly id: string }> = JSON.parse(stdout);
  expect(found.filter(({ id }) => ids.includes(id))).toHaveLength(many);
});

test('a field that no article has is told, with those that there are', async () => {
  const { stderr } = await tolk('list', '--filter', 'rubreik=sport');
  expect(stderr).toMatch(/no article has a field "rubreik"; there are id, .*, rubriek/);
});

test('batch run --filter takes only articles that fit, and says why not', async () => {
  const out = join(bed.folder, 'nrc.jsonl');
  const run = await bed.batch('run', bed.corpus, '--out', out, '--filter', 'source=NRC,auteur=');
  expect(run.code).toBe(0);
  expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(2);
  expect((await bed.batch('status', await bed.newestId())).stdout).toContain(
    'left out (source): 2',
  );
  const none = await bed.batch(
    'run',
    bed.corpus,
    '--out',
    `${out}2`,
    '--filter',
    'rubreik=sport',
    '--out-format',
    'jsonl',
  );
  expect(none).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('left out (no rubreik): 4'),
  });
});

test('batch export --filter writes what is asked for, which leaves nothing out', async () => {
  const { text, stderr } = await exported('w.jsonl', '--filter', 'rubriek=Wonen');
  expect(text.trim().split('\n')).toHaveLength(2);
  expect(stderr).toContain('not wanted (--filter rubriek): 1');
});

test('enqueue and translate --filter take only what fits', async () => {
  const { stdout, stderr } = await tolk('enqueue', bed.corpus, '--filter', 'source=NRC');
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(stderr).toContain('left out (source): ');
  expect((await tolk('enqueue', bed.corpus, '--filter', 'source=AD')).code).toBe(3);
  const { stdout: json } = await tolk('translate', bed.corpus, '--filter', 'title~oude', '--json');
  expect(JSON.parse(json)).toMatchObject({ source: { title: 'Oude huizen' } });
});

test('english.failed.jsonl has what failed, english.run.json what was made', async () => {
  const failed = await readFile(join(bed.folder, 'english.failed.jsonl'), 'utf8');
  expect(JSON.parse(failed)).toMatchObject({
    seq: 4,
    type: 'not-dutch',
    code: 'article.not_dutch',
    place: `${bed.corpus}:4`,
  });
  const run = JSON.parse(await readFile(join(bed.folder, 'english.run.json'), 'utf8'));
  expect(run).toMatchObject({
    batch,
    corpus: [{ path: bed.corpus, sha256: expect.stringMatching(/^[\da-f]{64}$/) }],
    made: { models: ['sandbox'] },
    articles: { accepted: 4, done: 3, failed: 1 },
  });
});

test('what readers note is kept with the batch, once, and shown wherever it is looked at', async () => {
  const { stats } = JSON.parse((await bed.batch('status', batch, '--json')).stdout);
  expect(stats.notes).toEqual({
    'date-kept': { count: 1, first: `${bed.corpus}:2: "ca. 1900"`, details: {} },
  });
  const told = '1 date could not be read; kept as meta, and the articles are read';
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  expect(flat((await bed.batch('status', batch)).stdout)).toContain(told);
  expect(flat((await bed.batch('report', batch)).stdout)).toContain(told);
  const run = JSON.parse(await readFile(join(bed.folder, 'english.run.json'), 'utf8'));
  expect(run.notes).toEqual(stats.notes);
});

test('files of a folder that are not read are kept as a note, too', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a.txt'), sentence(31));
  await writeFile(join(folder, 'b.rtf'), '{\\rtf1 tekst}');
  await writeFile(join(folder, 'c.rtf'), '{\\rtf1 tekst}');
  await writeFile(join(folder, 'd.md'), '---\nredirect_to: https://example.org/\n---\n');
  const out = `${folder}.jsonl`;
  const run = await bed.batch('run', folder, '--out', out);
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('left out (redirect): 1') });
  const { stdout } = await bed.batch('status', await bed.newestId());
  expect(stdout).toContain('2 files not read: 2 .rtf');
  expect(stdout).toContain('left out (redirect): 1');
});

test('a report as a page links to the pages of its articles, where they stand beside it', async () => {
  const folder = await temporaryFolder();
  const report = join(folder, 'report.html');
  const write = async () => {
    await bed.batch('report', batch, '--html', report);
    return readFile(report, 'utf8');
  };
  expect(await write()).not.toContain('<a ');
  await bed.batch('export', batch, '--out', join(folder, 'pagina’s'), '--out-format', 'html');
  const page = await write();
  const links = [...page.matchAll(/<a href="([^"]+)">/g)].map(([, href = '']) => href);
  expect(links[0]).toBe(`${encodeURIComponent('pagina’s')}/000000-index.html`);
  for (const href of links) await readFile(join(folder, decodeURIComponent(href)));
});

test('--map names elements of a feed and front matter, or is refused', async () => {
  const item = `<item><title>Kop</title><kort>Anders</kort><description>kort</description>
    <tekst>${sentence(41)}</tekst><dag>2024-05-01</dag></item>`;
  const feed = await file('feed.xml', `<rss version="2.0"><channel>${item}</channel></rss>`);
  const markdown = await file(
    'post.md',
    `---\nkop: Uit de velden\ndag: 3 mei 2024\nkrant: Trouw\n---\n${sentence(42)}\n`,
  );
  const read = async (path: string, map: string) => {
    const id = (await tolk('enqueue', path, '--map', map)).stdout.trim();
    const { source, translation } = JSON.parse((await tolk('wait', id, '--json')).stdout);
    return { ...source, nl: translation.segments[0].nl };
  };
  expect(await read(feed, 'body=tekst,date=dag,title=kort')).toMatchObject({
    title: 'Anders',
    date: '2024-05-01',
    nl: sentence(41),
  });
  expect(await read(markdown, 'title=kop,date=dag,source=krant')).toMatchObject({
    title: 'Uit de velden',
    date: '2024-05-03',
    source: 'Trouw',
    nl: sentence(42),
  });
  const refused = async (path: string, map: string) =>
    (await tolk('enqueue', path, '--map', map)).stderr;
  expect(await refused(feed, 'body=weg')).toContain('it has title, kort, description, tekst, dag');
  expect(await refused(markdown, 'body=kop')).toContain('leave body out of --map');
  const alto = await file('oud.xml', '<alto><Layout><Page/></Layout></alto>');
  expect(await refused(alto, 'title=kop')).toContain('has its own; leave it out');
  const text = await file('plat.txt', sentence(43));
  expect(await refused(text, 'title=kop')).toContain('--map names fields, and text has none');
  const run = await bed.batch('run', text, '--out', `${text}.jsonl`, '--map', 'title=kop');
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--map names fields') });
});

test('batch status --watch shows the progress, and at the end the status', async () => {
  const { code, stdout, stderr } = await bed.batch('status', batch, '--watch');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^tolk: 3 of 4 done · \$0\.00 · 1 failed \(not-dutch 1\)/);
  expect(stdout).toContain(`${batch}  complete`);
});

test('batch status --watch --json has a JSON value a line, the last with the status', async () => {
  const { stdout } = await bed.batch('status', batch, '--watch', '--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ event: 'progress', batch });
  const failures = [expect.objectContaining({ code: 'article.not_dutch' })];
  expect(events.at(-1)).toMatchObject({ event: 'status', batch, status: 'complete', failures });
});

test('--filter by length is refused where no words are counted', async () => {
  const { code, stderr } = await tolk('enqueue', bed.corpus, '--filter', 'words>=100');
  expect(code).toBe(2);
  expect(stderr).toMatch(/is for tolk batch run/);
});
