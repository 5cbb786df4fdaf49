import { describe, expect, test } from 'vitest';
import { prepareArticle } from '../../../src/article/prepare.ts';
import { defaultLimits } from '../../../src/article/schema.ts';
import { toSegments } from '../../../src/article/segments.ts';
import { NoteTally } from '../../../src/corpus/notes.ts';
import { readMarkdown } from '../../../src/corpus/read/markdown.ts';

async function read(text: string, name = 'brug.md') {
  const notes = new NoteTally();
  const onNote = notes.add.bind(notes);
  const options = {
    limits: defaultLimits,
    map: {},
    guess: 'common',
    onFields: () => {},
    onNote,
  } as const;
  const article = prepareArticle(await readMarkdown(text, name, options), name);
  const segments = toSegments(article).map(({ nl, layout }) => {
    const { kind, ...more } = layout ?? { kind: 'paragraph' };
    return Object.keys(more).length === 0 ? [kind, nl] : [kind, nl, more];
  });
  return { article, segments, notes: notes.lines() };
}

test('every kind of block is what it was', async () => {
  const { article, segments } = await read(`# De *brug* is open #

Het werk duurde
een jaar[^1].

Kosten
------

1. hout, 3 m<sup>2</sup>
2. staal
   - uit *Gent*

   Dat duurde lang.
- [x] verf

| jaar | [bedrag](https://x.nl) |
|------|--------|
| 2024 | 3 \\| 4 mln |

> Wij zijn blij.
>
>> Zeer.

\`\`\`js
const brug = 1;

// een <br> in code
\`\`\`

![De brug bij avond](brug.jpg)

Regel een  
regel twee  
regel drie

[^1]: Volgens de gemeente.
`);
  expect(article.title).toBe('De brug is open');
  expect(segments).toEqual([
    ['paragraph', 'Het werk duurde een jaar.'],
    ['heading', 'Kosten', { level: 2 }],
    ['item', 'hout, 3 m²', { mark: '1.', depth: 0 }],
    ['item', 'staal', { mark: '2.', depth: 0 }],
    ['item', 'uit Gent', { mark: '-', depth: 1 }],
    ['item', 'Dat duurde lang.', { mark: '', depth: 0 }],
    ['item', 'verf', { mark: '- [x]', depth: 0 }],
    ['row', 'jaar | bedrag', { isHead: true }],
    ['row', '2024 | 3 ¦ 4 mln', { isHead: false }],
    ['quote', 'Wij zijn blij.', { depth: 0 }],
    ['quote', 'Zeer.', { depth: 1 }],
    ['code', 'const brug = 1;\n \n// een <br> in code', { language: 'js' }],
    ['caption', 'De brug bij avond'],
    ['verse', 'Regel een\nregel twee\nregel drie'],
    ['note', 'Volgens de gemeente.', { mark: '1' }],
  ]);
});

test.for([
  ['a break in HTML', 'Een<br>twee.\n\n- a\n- b', ['Een twee.', 'a', 'b']],
  ['the mark of a footnote', 'Het duurde 14<sup>3</sup> maanden.', ['Het duurde 14 maanden.']],
  ['a power', 'Er zijn 10<sup>6</sup> bomen.', ['Er zijn 10⁶ bomen.']],
  ['a comment', 'Een.\n\n<!-- truncate -->\n\nTwee. <!-- weg -->', ['Een.', 'Twee.']],
  ['a module', "import Tabs from '@theme/Tabs';\n\nEen.", ['Een.']],
  [
    'a directive',
    ':::note[Let op]\nRijd om.\n:::\n\nOm 10:30 uur.',
    ['Let op', 'Rijd om.', 'Om 10:30 uur.'],
  ],
  [
    'shortcodes',
    '{{< fig src="a.jpg" >}}\n\n{% tip %}\nRijd om.\n{% endtip %}',
    ['{{< fig src="a.jpg" >}}', '{% tip %}', 'Rijd om.', '{% endtip %}'],
  ],
  ['generics', 'Een Map<String, Brug> is er.', ['Een Map<String, Brug> is er.']],
] as const)('%s', async ([, text, expected]) => {
  const { segments } = await read(text);
  expect(segments.map(([, nl]) => nl)).toEqual(expected);
});

describe('front matter', () => {
  test.for([
    ['---\ntitle: Brug\ndate: 2024-03-12\n---\nTekst.', 'Brug', '2024-03-12'],
    ['\n\n---\ntitle: "Brug"\n...\nTekst.', 'Brug', null],
    ['+++\ntitle = "Brug"\ndate = 2024-03-12\n+++\nTekst.', 'Brug', '2024-03-12'],
    ['---\ntitle: Brug: kosten\ndate: 2024-03-12\n---\nTekst.', 'Brug: kosten', '2024-03-12'],
    ['---\nid: 12 maart brug\n---\n# Brug\n\nTekst.', 'Brug', null],
    ['---\n\nTekst tussen strepen.\n\n---\n', null, null],
  ] as const)('%j', async ([text, title, date]) => {
    const { article } = await read(text);
    expect(article).toMatchObject({ title, date });
    expect(article.body).toMatch(/^Tekst/);
  });

  test('a field that is not valid is told', async () => {
    const { notes } = await read('---\ntitle: Brug: kosten\n---\nTekst.');
    expect(notes).toEqual([
      '1 field of front matter not valid, read as plain text (brug.md: title)',
    ]);
  });

  test('an introduction is a segment, where the text does not have it', async () => {
    const matter = '---\ndescription: De brug is open.\n---\n';
    expect((await read(`${matter}Het werk is klaar.`)).segments).toEqual([
      ['lead', 'De brug is open.'],
      ['paragraph', 'Het werk is klaar.'],
    ]);
    expect((await read(`${matter}{{ page.description }}\n\nHet werk is klaar.`)).segments).toEqual([
      ['paragraph', 'De brug is open.'],
      ['paragraph', 'Het werk is klaar.'],
    ]);
  });

  test.for([
    ['_posts/2024-06-13-brug.md', '2024-06-13'],
    ['blog/2024/03/27-brug.md', '2024-03-27'],
    ['blog/2024/03/27/index.md', '2024-03-27'],
    ['12-brug-2024.md', null],
  ] as const)('a date in the name %s', async ([name, date]) => {
    expect((await read('Tekst.', name)).article.date).toBe(date);
  });
});

test.for([
  ['quotes', `${'> '.repeat(100)}a`],
  ['lines', 'a\n'.repeat(20_000)],
] as const)('too many %s in each other or in all are refused', async ([, text]) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'corpus.malformed' });
});

test('marks without number are text, and cost no more', async () => {
  for (const text of [
    '*a'.repeat(12_500),
    '[a]('.repeat(6_000),
    '`'.repeat(100_000),
    '<!--'.repeat(6_000),
  ])
    await expect(read(`${text}\n\nTekst.`)).resolves.toBeDefined();
});

test('what GitHub, Obsidian and Pandoc add is text, or nothing', async () => {
  const { segments } = await read(
    [
      '[[Kanaal|Het kanaal]] met ![[foto.png]]==nieuwe== sluis bij [[Sluis#Noord]], zie [[1]](noot).',
      '> [!WARNING] Let op\n> De brug is dicht.',
      '> [!note]\n> Het water staat hoog.',
      '::: {.callout-tip #een}\nVaar om.\n:::',
      'Wie a == b == c leest, of `[[code]]`.',
    ].join('\n\n'),
  );
  expect(segments.map(([, nl]) => nl)).toEqual([
    'Het kanaal met nieuwe sluis bij Sluis, zie [1].',
    'Let op',
    'De brug is dicht.',
    'Het water staat hoog.',
    'Vaar om.',
    'Wie a == b == c leest, of [[code]].',
  ]);
});

test('what is code in a line keeps its marks, and what points into a page its words', async () => {
  const { segments } = await read(
    'Schrijf `[[ -f x ]]` en `==a==`, zie [[#Sluis]] en [bron][1].\n\n[1]: https://a.example',
  );
  expect(segments).toEqual([['paragraph', 'Schrijf [[ -f x ]] en ==a==, zie Sluis en bron.']]);
});
