import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { readShown } from '../support/shown-articles.ts';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

/*
 * The Markdown of a weblog about technology, an export of WordPress and documents of Word go through
 * `batch run`, and what was a list, a table, a quote or code is one again in Markdown and in .docx.
 */

const blog = `---
title: Dijk in code
date: 2022-05-03
---

De dijk \`a|b\` staat in een tabel & de formule is $x < 3$.

## Kosten

1) eerst de klei
   - van de rivier
2) dan het gras

* twee pompen
* een sluis

| Jaar | a\\|b |
|------|------|
| 2023 | **6 mln** |

> „Eindelijk”, zegt de buurman.

\`\`\`js
// blijft staan
const a = "<b>&amp;</b>";
\`\`\`

{{< figure src="dijk.jpg" >}}

Het werk duurt lang.[^1]

[^1]: Besluit van de raad.
`;

const documents = 'tests/fixtures/inputs/documents';
const sources = ['pandoc.docx', 'libreoffice.docx', 'brug.docx'].map((name) =>
  join(documents, name),
);
let markdown: readonly string[] = [];
let docx = '';

beforeAll(async () => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const post = join(folder, 'blog.md');
  await writeFile(post, blog);
  const inputs = [post, 'tests/fixtures/inputs/web/wordpress.xml', ...sources];
  const env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{structure-${process.pid}}` };
  for (const format of ['markdown', 'docx']) {
    const out = join(folder, format);
    const flags = ['--provider', 'sandbox', '--out', out, '--out-format', format];
    const { code, stderr } = await runTolk(['batch', 'run', ...inputs, ...flags], { env });
    expect({ code, stderr }).toMatchObject({ code: 0 });
  }
  docx = join(folder, 'docx');
  const names = (await readdir(join(folder, 'markdown'))).toSorted();
  markdown = await Promise.all(
    names.map((name) => readFile(join(folder, 'markdown', name), 'utf8')),
  );
});

/** What is under the heading of the translation. */
const translationOf = (text: string): string =>
  /## Translation\n([\s\S]*?)\n## Findings/.exec(text)?.[1] ?? '';

describe('Markdown', () => {
  test('of the weblog has its lists, table, quote, code, shortcode and note', () => {
    const text = translationOf(markdown[0] ?? '');
    expect(text).toMatch(/^1\. .+\n {3}- .+\n2\. /m);
    expect(text).toMatch(/^\| .+ \| a¦b \|\n\| --- \| --- \|\n\| 2023 \| .+ \|$/m);
    expect(text).toMatch(/^> .+$/m);
    expect(text).toContain('```js\n// blijft staan\nconst a = "<b>&amp;</b>";\n```');
    expect(text).toContain('{{< figure src="dijk.jpg" >}}');
    expect(text).toMatch(/^\[\^1\]: .+$/m);
  });

  test('of the documents has what their styles say', () => {
    const made = markdown.slice(-3).map(translationOf);
    for (const text of made) {
      expect(text).toMatch(/^#{3,} .+$/m);
      expect(text).toMatch(/^- .+$/m);
      expect(text).toMatch(/^> .+$/m);
      expect(text).toMatch(/^\| .+ \|\n\| --- \| --- \|/m);
    }
    expect(made[0]).toContain('def dijk(hoogte):\n    return hoogte + 0.5');
  });
});

test('.docx has the same, as another reader of it finds', async () => {
  const names = (await readdir(docx)).filter((name) => name.endsWith('.docx')).toSorted();
  expect(names).toHaveLength(markdown.length);
  const [first = ''] = names;
  const { shown } = await readShown(join(docx, first));
  const kinds = ['1. ', '- ', '[head] ', '[row] ', '[quote] ', '[code] '];
  for (const kind of kinds) expect(shown.filter((line) => line.startsWith(kind))).not.toEqual([]);
  const items = shown
    .filter((line) => /^(?:\d+\.|-) /.test(line))
    .map((line) => line.split(' ')[0]);
  expect(items.slice(-5)).toEqual(['1.', '-', '2.', '-', '-']);
  expect(shown.join('\n')).toContain('// blijft staan\nconst a = "<b>&amp;</b>";');
});
