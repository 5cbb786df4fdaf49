import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PdfThreads } from '../../src/corpus/read/pdf-threads.ts';
import { makeZip } from '../support/archives.ts';
import { readShown as read, type Shown } from '../support/shown-articles.ts';

/*
 * What documents, mail, databases and XML give. The documents were made by other programs
 * (tests/support/make-documents.py), the XML is written as agencies, libraries and the state write it.
 */

const fixtures = 'tests/fixtures/inputs';
const first = 'De gemeente bouwt volgend jaar een nieuwe brug over het kanaal bij de oude sluis.';
const second =
  'Volgens de wethouder kost dat drie miljoen euro en duurt het werk veertien maanden.';
const third = 'Fietsers rijden zolang om door het dorp, waar de weg eerst breder wordt gemaakt.';

const documents: readonly (readonly [string, Shown, readonly string[]])[] = [
  [
    'brug.docx',
    [
      '= | Nieuwe brug over het kanaal',
      '[lead] Na jaren van praten is er geld.',
      `${first} Dat is zeker.`,
      '# Kosten',
      second,
      '- twee rijstroken',
      '- een breed fietspad',
      '[quote] „We zijn er blij mee”, zegt de wethouder.',
      '[row] Jaar | Kosten',
      '[row] 2025 | 3 miljoen',
      third,
    ],
    [],
  ],
  [
    'brug.odt',
    [
      '= | Brug in het dorp',
      first,
      '## Kosten',
      'Het kost drie miljoen euro. Meer is er niet.',
      '1. eerst de fundering',
      '2. dan de brug zelf',
      '[quote] „Eindelijk”, zegt een buurman.',
      '[row] Jaar | Kosten',
      '[row] 2025 | 3 miljoen',
      '[1] Zo stond het in de begroting van vorig jaar.',
    ],
    [],
  ],
  [
    'artikelen.xlsx',
    [
      '= | Nieuwe brug | 2024-03-12 | De Dorpskrant',
      `${first} ${second}`,
      '= | Weg breder | 2024-06-01 | De Dorpskrant',
      third,
    ],
    ['table-left-out: "Uitleg"'],
  ],
  [
    'nieuwsbrief.eml',
    [
      '= | Nieuwsbrief: een brug voor café ’t Veer | 2024-03-12T10:30:00+00:00 | Redactie Dorpskrant',
      `${first} ${second}`,
      '- twee rijstroken',
      '- een fietspad',
      third,
    ],
    ['mail-left-out: a signature'],
  ],
  [
    'doorgestuurd.eml',
    ['= | Persbericht | 2024-03-12T00:30:00+01:00 | piet@example.org', second],
    [],
  ],
  ['antwoord.eml', ['= | Brug | piet@example.org', third], ['mail-left-out: a quoted message']],
  [
    'postbus.mbox',
    [
      '= | Brug open | Redactie',
      second,
      'From hier af is het een eigen zin die met een Engels woord begint.',
      '= | Weg breder gemaakt | 2024-06-01T08:00:00+00:00 | redactie@example.org',
      '## Weg breder',
      third,
      '- eerst de stoep',
    ],
    ['attachment: kaart.pdf', 'mail-left-out: a quoted message'],
  ],
  [
    'verhalen.epub',
    [
      '= | De sluis | Verhalen van het kanaal | A. Schrijver',
      first,
      third,
      '= | De brug | Verhalen van het kanaal | A. Schrijver',
      second,
      third,
    ],
    [],
  ],
  [
    'krant.sqlite',
    ['= | Nieuwe brug | 2024-03-12', `${first} ${second}`, '= | Weg breder', third],
    ['table-left-out: tags'],
  ],
  [
    'site.warc.gz',
    ['= | Nieuwe brug', `${first} ${second}`, `${third} ${first}`],
    ['record-left-out: no page', 'record-left-out: status 404'],
  ],
  [
    'scan.pdf',
    [
      '! article.empty : this PDF has no text layer, only pictures of pages; run OCR first (ocrmypdf)',
    ],
    [],
  ],
  ['op-slot.pdf', ['! corpus.malformed : it is encrypted; save it without a password'], []],
];

const raised = 'Het waterschap hoogt de dijk een halve meter op.';
const sheep = 'De schapen blijven waar zij zijn.';
const office: Shown = [
  '= | Dijk bij Veenbrug hoger | 2022-05-03 | Ada Bos',
  raised,
  '## Kosten',
  'Het werk kost veertien miljoen euro, dat is 90 euro per m².',
  '- eerst de klei',
  '- van de rivier',
  '- dan het gras',
  '1. pompen',
  '2. sluizen',
  '[quote] „Eindelijk”, zegt een buurman.',
  '[head] Jaar | Kosten',
  '[row] 2023 | 6 mln',
  '[code] def dijk(hoogte):\n    return hoogte + 0.5',
  sheep,
  '[1] Besluit van 2 mei.',
];

test.each(['pandoc.docx', 'libreoffice.docx', 'libreoffice.odt'])(
  '%s has the structure of the document it was made of',
  async (name) => {
    expect((await read(`${fixtures}/documents/${name}`)).shown).toEqual(office);
  },
);

test('a PDF by LibreOffice keeps its powers, and its lists', async () => {
  const { shown } = await read(`${fixtures}/documents/libreoffice.pdf`);
  expect(shown[0]).toBe('= | Dijk bij Veenbrug hoger');
  expect(shown).toEqual(expect.arrayContaining(office.slice(1, 9)));
  expect(shown).toContain(sheep);
});

const tables: readonly (readonly [string, Shown])[] = [
  ['genest-zstd.parquet', ['= | Dijk hoger | 2022-05-03T10:30:00.000Z', raised, sheep]],
  ['woordenboek.parquet', ['= | Dijk hoger | 2022-05-03', raised, '= | Schapen', sheep]],
  ['duckdb.parquet', ['= | Dijk hoger | 2022-05-03 | De Dijkbode', raised, '= | Schapen', sheep]],
  ['duckdb.csv', ['= | Dijk hoger | 2022-05-03', raised, '= | Schapen', sheep]],
  ['duckdb.json', ['= | Dijk hoger | 2022-05-03 | De Dijkbode', raised, '= | Schapen', sheep]],
  ['samengevoegd.xlsx', ['= | Dijk hoger | 2022-05-03', raised, '= | Schapen | 2022-05-04', sheep]],
];

test.each(tables)('%s is read row by row', async (name, shown) => {
  expect(await read(`${fixtures}/documents/${name}`)).toEqual({ shown, notes: [] });
});

test('a PDF that takes too long is given up, and the next one is read', async () => {
  const bytes = async () => new Uint8Array(await whole('op-slot.pdf'));
  const threads = new PdfThreads();
  expect(await threads.read(await bytes(), 1)).toMatchObject({ timedOut: true });
  expect(await threads.read(await bytes())).toMatchObject({ result: { problem: 'locked' } });
  threads.close();
});

describe('a thread that waits for the next PDF', () => {
  const started = async () => {
    const threads = new PdfThreads();
    const { promise, resolve } = Promise.withResolvers<Worker>();
    process.once('worker', resolve);
    const readOne = async () => threads.read(new Uint8Array(await whole('brug.pdf')));
    const good = { timedOut: false, result: { content: { title: expect.any(String) } } };
    expect(await readOne()).toMatchObject(good);
    return { threads, readOne, good, thread: await promise };
  };

  test('may end: the next one has another', async () => {
    const { threads, readOne, good, thread } = await started();
    await thread.terminate();
    expect(await readOne()).toMatchObject(good);
    threads.close();
  });

  test('may fail after its answer, which ends nothing else', async () => {
    const { threads, readOne, good, thread } = await started();
    expect(() => thread.emit('error', new Error('late'))).not.toThrow();
    expect(await readOne()).toMatchObject(good);
    threads.close();
  });

  test('ends with the corpus', async () => {
    const { promise, resolve } = Promise.withResolvers<Worker>();
    process.once('worker', resolve);
    expect((await read(`${fixtures}/documents/libreoffice.pdf`)).shown.length).toBeGreaterThan(1);
    const thread = await promise;
    await expect.poll(() => thread.threadId).toBe(-1);
  });
});

test.each(documents)('%s is read as it was made', async (name, shown, notes) => {
  const found = await read(`${fixtures}/documents/${name}`);
  expect(found.shown).toEqual(shown);
  expect(found.notes).toEqual(notes);
});

test('lines of a PDF are joined into paragraphs, over pages and without what stands at their edges', async () => {
  const { shown, notes } = await read(`${fixtures}/documents/brug.pdf`);
  const paragraphs = Array.from({ length: 5 }, () => [first, second, third]).flat();
  const texts = paragraphs.map((text) => `${text} ${third} ${first}`);
  expect(shown[0]).toBe('= | Nieuwe brug over het kanaal');
  expect(shown.filter((line) => line.startsWith('#'))).toEqual(['## Kosten en baten']);
  expect(shown.slice(1).filter((line) => !line.startsWith('#'))).toEqual(texts);
  expect(notes).toEqual([expect.stringContaining('page-furniture')]);
});

const xml: readonly (readonly [string, Shown])[] = [
  [
    'nitf.xml',
    [
      '= | Nieuwe brug over het kanaal | 2024-03-12T10:15:00+01:00 | De Dorpskrant | A. Verslaggever',
      '[lead] Werk duurt veertien maanden',
      '[lead] Na jaren van praten is er geld.',
      'De gemeente bouwt een café én een brug.',
      '## Kosten',
      'Het kost drie miljoen euro.',
      '- twee rijstroken',
      '- een fietspad',
      '[head] Jaar | Kosten',
      '[row] 2025 | 3 miljoen',
      '[caption] De oude sluis.',
    ],
  ],
  [
    'newsml-g2.xml',
    [
      '= | Brug gaat open | 2024-03-12T10:15:00+01:00 | Persbureau',
      'De brug gaat maandag open.',
      'Fietsers zijn blij.',
      '= | Weg breder | 2024-03-13T08:00:00+01:00 | Persbureau',
      'De weg wordt breder.',
      'Dat duurt een jaar.',
      '! article.empty : article 3: this is NewsML-G2, but it has no text: its content is a picture, a film or a package of others',
    ],
  ],
  [
    'newsml-1.2.xml',
    [
      '= | Brug kost 3 € | 2024-03-12T13:34:00 | PERS',
      '[lead] Er is geld.',
      'De gemeente bouwt.',
      'Fietsers rijden om.',
    ],
  ],
  ['alto.xml', ['=', 'De gemeente bouwt heden een brug.', 'Fietsers rijden om.']],
  ['page.xml', ['=', 'De gemeente bouwt.', 'Fietsers rijden om.']],
  [
    'delpher.xml',
    ['= | BINNENLAND.', 'Men meldt ons dat de brug gereed is.', 'De burgemeester sprak.'],
  ],
  [
    'didl.xml',
    [
      '= | De brug | 1938-05-03 | Dorpsche Courant',
      'De brug is gereed.',
      '= | De weg | 1938-05-03 | Dorpsche Courant',
      'De weg wordt breder.',
    ],
  ],
  [
    'didl-leeg.xml',
    [
      '! article.empty : this is DIDL, but it only says where the texts are; fetch those (…:ocr) and give them',
    ],
  ],
  [
    'folia.xml',
    [
      '= | Brug',
      '## Nieuwe brug',
      'De gemeente bouwt. Dat duurt lang.',
      'Het kost drie miljoen euro.',
      'Fietsers rijden',
      '- eerst de stoep',
      '- dan de weg',
    ],
  ],
  [
    'tei.xml',
    [
      '= | De brug | 1901-05-03 | Uitgeverij Sluis | A. Dichter',
      '## Eerste hoofdstuk',
      'De brug lag er al drie honderd jaar.',
      '[verse] Het water stroomt,\nde sluis die droomt,\nde brug staat stil.',
      '1. een rijstrook',
      '2. een pad',
      '[1] Van hout.',
    ],
  ],
  [
    'parlamint.xml',
    [
      '= | Vergadering 7 | 2021-06-17',
      'De voorzitter:',
      'Dank. Het woord is (nu) vrij',
      'Wij gaan verder.',
    ],
  ],
  [
    'handelingen.xml',
    [
      '= | Drie miljoen euro voor een brug | 2018-03-28 | Tweede Kamer der Staten-Generaal',
      'Aan de orde is het debat.',
      'De heer Jansen (ABC):',
      'Voorzitter. De brug is oud.',
      '1. zij roest',
      '2. zij wiebelt',
      '[1] Zie de begroting.',
    ],
  ],
  [
    'verordening.xml',
    [
      '= | Besluit dijk | 2022-05-03',
      '## Artikel 2 Werk',
      '1. De dijk wordt hoger.',
      '2. Daarvoor dienen:',
      'a. klei;',
      'b. gras.',
    ],
  ],
  ['feed.xml', ['= | Brug open | De Dorpskrant', 'De brug gaat maandag open.']],
  ['kapot.xml', ['! corpus.malformed :2: not valid XML (unclosed tag: p)']],
  [
    'sitemap.xml',
    [
      '! corpus.unknown_format : XML of <urlset> is not read; it is a map of a site; fetch its pages and give them as .html',
    ],
  ],
  [
    'onbekend.xml',
    [
      '! corpus.unknown_format : XML of <voorraad> is not read; read are NewsML, NITF, ALTO, Delpher, FoLiA, TEI, JATS, DocBook, official publications, RSS and Atom; give other XML as .txt, .csv or .html',
    ],
  ],
];

test.each(xml)('%s is read by its dialect, or refused by name', async (name, shown) => {
  expect((await read(`${fixtures}/xml/${name}`)).shown).toEqual(shown);
});

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'tolk-formats-')), name);
  await writeFile(path, content);
  return path;
}

test('a table or sheet is named by --records', async () => {
  const database = `${fixtures}/documents/krant.sqlite`;
  expect((await read(database, 'artikelen')).notes).toEqual([]);
  expect((await read(database, 'lijst')).shown).toEqual([
    '! corpus.malformed : there is no table "lijst" (it has artikelen, tags)',
  ]);
  const book = `${fixtures}/documents/artikelen.xlsx`;
  expect((await read(book, 'Artikelen')).shown).toHaveLength(4);
  expect((await read(book, 'Blad1')).shown).toEqual([
    '! corpus.malformed : there is no sheet "Blad1" (it has Uitleg, Artikelen)',
  ]);
});

/** A document as Word writes it, of paragraphs in WordprocessingML. */
function makeDocx(...paragraphs: readonly string[]): Buffer {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const relation =
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const schemas = 'http://schemas.openxmlformats.org/package/2006';
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${schemas}/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${schemas}/relationships"><Relationship Id="r" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<w:document ${word}><w:body>${paragraphs.map((own) => `<w:p>${own}</w:p>`).join('')}</w:body></w:document>`,
    },
  ]);
}

test('a document without styles has its title, bold headings and typed marks all the same', async () => {
  const run = (text: string, style = '') => `<w:r>${style}<w:t>${text}</w:t></w:r>`;
  const bold = '<w:rPr><w:b/></w:rPr>';
  const docx = makeDocx(
    run('Brug open'),
    `${run(first)}<w:del>${run('Weg.')}</w:del>`,
    run('Kosten', bold),
    run(second),
    run('• twee rijstroken'),
    run('Let op!', bold),
    run(third),
  );
  expect((await read(await write('a.docx', docx))).shown).toEqual([
    '= | Brug open',
    first,
    '## Kosten',
    second,
    '- twee rijstroken',
    'Let op!',
    third,
  ]);
});

test('a page of a PDF that unpacks without an end is not read', async () => {
  const stream = deflateSync(Buffer.alloc(70_000_000, ' '));
  const head = `%PDF-1.4\n1 0 obj\n<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`;
  const pdf = Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream\nendobj\n%%EOF')]);
  expect((await read(await write('a.pdf', pdf))).shown[0]).toMatch(/^! corpus\.too_large/);
});

const whole = (name: string): Promise<Buffer> => readFile(`${fixtures}/documents/${name}`);

describe('what is no document, or too much of one', () => {
  test.each([
    'brug.docx',
    'brug.odt',
    'brug.pdf',
    'verhalen.epub',
    'artikelen.xlsx',
    'krant.sqlite',
    'site.warc.gz',
  ])('%s is refused when it is cut off', async (name) => {
    const bytes = await whole(name);
    const { shown } = await read(await write(name, bytes.subarray(0, bytes.length / 2)));
    expect(shown.join()).toMatch(/! corpus\.(?:damaged|malformed)/);
  });

  test('a bomb is not unpacked, whatever it is called', async () => {
    const content = Buffer.alloc(51_000_000, ' ');
    const parts = ['word/document.xml', 'content.xml', 'xl/workbook.xml', 'META-INF/container.xml'];
    const bomb = makeZip(parts.map((name) => ({ name, content })));
    for (const name of ['a.docx', 'a.odt', 'a.epub', 'a.xlsx']) {
      const { shown } = await read(await write(name, bomb));
      expect(shown).toEqual([expect.stringMatching(/^! corpus\.too_large .*50,000,000/)]);
    }
  });

  test('a part that is larger than it says is not read', async () => {
    const content = `<a>${'x'.repeat(1_000)}</a>`;
    const zip = makeZip([{ name: 'content.xml', content }]);
    const size = (bytes: number) => Buffer.from(Uint32Array.of(bytes).buffer);
    // The part itself says it, and so does the directory.
    for (let at = zip.indexOf(size(1_007)); at >= 0; at = zip.indexOf(size(1_007), at + 1))
      size(5).copy(zip, at);
    const { shown } = await read(await write('a.odt', zip));
    expect(shown[0]).toMatch(/! corpus\.damaged/);
  });

  test('a document with a password is refused by that', async () => {
    const zip = makeZip([{ name: 'content.xml', content: '<a/>', isEncrypted: true }]);
    expect((await read(await write('a.odt', zip))).shown[0]).toContain('it is encrypted');
  });

  test('XML without an end of depth or entities is refused', async () => {
    const deep = await read(await write('a.xml', `<nitf>${'<p>'.repeat(100_000)}`));
    expect(deep.shown[0]).toMatch(/! corpus\.malformed .*inside each other/);
    const lol = '<!DOCTYPE nitf [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><nitf><p>&b;</p></nitf>';
    expect((await read(await write('b.xml', lol))).shown[0]).toMatch(/! corpus\.malformed/);
  });

  test('what has another ending, or none, is told by its first bytes', async () => {
    for (const name of [
      'brug.docx',
      'brug.odt',
      'verhalen.epub',
      'artikelen.xlsx',
      'krant.sqlite',
    ]) {
      const { shown } = await read(await write('zonder-naam', await whole(name)));
      expect(shown).toEqual(documents.find(([known]) => known === name)?.[1]);
    }
    for (const name of ['nieuwsbrief.eml', 'postbus.mbox']) {
      const { shown } = await read(await write('bericht', await whole(name)));
      expect(shown).toEqual(documents.find(([known]) => known === name)?.[1]);
    }
  });
});
