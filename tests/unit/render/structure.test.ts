import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import type { SegmentLayout, TextBlock } from '../../../src/article/layout.ts';
import type { DoneResult } from '../../../src/contract.ts';
import { markdownBlocks } from '../../../src/corpus/read/markdown-blocks.ts';
import { articleLines } from '../../../src/render/article.ts';
import { type Format, renderArticle } from '../../../src/render/file.ts';
import { joinLines } from '../../../src/render/terminal.ts';
import type { View } from '../../../src/render/view.ts';
import { makeRow } from '../../support/output-rows.ts';

const item = (mark: string, depth: number): SegmentLayout => ({ kind: 'item', mark, depth });
const row = (isHead: boolean): SegmentLayout => ({ kind: 'row', isHead });

/** An article with all that stands on a page, and texts that would be marks. */
const blocks: readonly TextBlock[] = [
  { text: 'Will the bridge open?', layout: { kind: 'lead' } },
  { text: 'The bridge', layout: { kind: 'heading', level: 2 } },
  { text: '# It is *not* <b>a</b> heading | 1. and no list.', layout: null },
  { text: 'Bring a lamp', layout: item('-', 0) },
  { text: 'with oil', layout: item('-', 1) },
  { text: 'and a wick', layout: item('-', 1) },
  { text: 'Bring a rope', layout: item('-', 0) },
  { text: 'Not a short one.', layout: item('', 0) },
  { text: 'That is all.', layout: null },
  { text: 'Open the lock', layout: item('3.', 0) },
  { text: 'Wait', layout: item('4.', 0) },
  { text: 'Year | Cost', layout: row(true) },
  { text: '2023 | 14 <million>', layout: row(false) },
  { text: '2024 | 9', layout: row(false) },
  { text: 'We waited for years.', layout: { kind: 'quote', depth: 0 } },
  { text: 'For ever.', layout: { kind: 'quote', depth: 1 } },
  {
    text: 'const open = `true`;\n \n```\nif (open) { </code><script>x</script> }',
    layout: { kind: 'code', language: 'ts' },
  },
  { text: 'The river runs\nbelow the stone', layout: { kind: 'verse' } },
  { text: 'The bridge at night', layout: { kind: 'caption' } },
  { text: 'Of the old ones.', layout: { kind: 'note', mark: '1' } },
];

const result: DoneResult = {
  ...makeRow(1),
  queuedAt: 0,
  retranslation: null,
  translation: {
    title: 'A bridge',
    segments: blocks.map(({ text, layout }, at) => ({
      n: at + 1,
      nl: `NL ${at + 1}`,
      en: text,
      ...(layout === null ? {} : { layout }),
    })),
  },
};

async function render(format: Format, view?: View): Promise<string> {
  const made = await renderArticle(result, format, view);
  return typeof made === 'string' ? made : new TextDecoder().decode(made);
}

describe('an article as Markdown', () => {
  /** What a parser of Markdown finds between the titles of the page. */
  async function readBack(view?: View) {
    const found = markdownBlocks(await render('markdown', view), () => []);
    const at = (text: string) => found.findIndex((block) => block.text === text);
    const notes = found.filter(({ layout }) => layout?.kind === 'note');
    return [...found.slice(at('Translation') + 1, at('Findings')), ...notes];
  }

  test('is read back with the structure it had', async () => {
    const found = await readBack();
    const expected = blocks.map(({ text, layout }) => {
      if (layout?.kind === 'lead' || layout?.kind === 'caption') return { text, layout: null };
      if (layout?.kind === 'heading') return { text, layout: { ...layout, level: 3 } };
      if (layout?.kind === 'verse' || layout?.kind === 'code')
        return { text: text.replace(/^ $/gm, ''), layout: layout.kind === 'verse' ? null : layout };
      return { text, layout };
    });
    const isReference = ({ text }: TextBlock) => text.trim() === 'Notes:';
    expect(found.filter((block) => !isReference(block))).toEqual(expected);
  });

  test('has the numbers of the segments on request', async () => {
    const found = await readBack({ numbers: true });
    expect(found.map(({ text }) => text)).toContain('[4] Bring a lamp');
    expect(found.map(({ text }) => text)).toContain('[13] 2023 | 14 <million>');
  });

  test('has the Dutch beside the English on request', async () => {
    const found = await readBack({ sideBySide: true });
    expect(found).toContainEqual({ text: '6 | and a wick | NL 6', layout: row(false) });
    expect(found.filter(({ layout }) => layout?.kind === 'row')).toHaveLength(blocks.length + 1);
  });
});

describe('an article as HTML', () => {
  test('has real lists, tables and code, and nothing that acts', async () => {
    const { document } = parseHTML(await render('html'));
    const shape = (selector: string) =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim());
    expect(shape('article h2')).toEqual(['The bridge']);
    expect(shape('article > ul > li > ul > li')).toEqual(['with oil', 'and a wick']);
    expect(shape('article > ul > li > p')).toEqual(['Not a short one.']);
    expect(document.querySelector('article ol > li')?.getAttribute('value')).toBe('3');
    expect(shape('article thead th')).toEqual(['Year', 'Cost']);
    expect(shape('article tbody td')).toEqual(['2023', '14 <million>', '2024', '9']);
    expect(shape('article blockquote p')).toEqual(['We waited for years.', 'For ever.']);
    expect(shape('article pre code')[0]).toContain('\n\n```\n');
    expect(shape('article .verse')[0]).toBe('The river runs\nbelow the stone');
    expect(shape('.notes p')).toEqual(['1 Of the old ones.']);
    expect(document.querySelectorAll('script, b:not([class]):not(p > b)')).toHaveLength(0);
  });

  test('has what a summary cites where its links point', async () => {
    const { document } = parseHTML(await render('html'));
    const ids = blocks.map((_, at) => document.getElementById(`s${at + 1}`) !== null);
    expect(ids).not.toContain(false);
  });
});

describe('an article as a document of Word’s', () => {
  let xml = '';
  beforeAll(async () => {
    const made = await renderArticle(result, 'docx', { numbers: true });
    if (typeof made === 'string') throw new Error('no document');
    xml = await readMember(Buffer.from(made), 'word/document.xml');
  });

  test('has headings, lists, tables and styles', () => {
    expect(xml).toMatch(/<w:pStyle w:val="Title"\/>.*?A bridge/s);
    expect(xml).toMatch(/<w:pStyle w:val="Heading2"\/>[\s\S]*?The bridge</);
    expect(levelOf('Bring a lamp')).toBe('0');
    expect(levelOf('with oil')).toBe('1');
    expect(xml.match(/<w:tr>/g)).toHaveLength(3);
    expect(xml).toContain('<w:tblHeader/>');
    expect(xml).toMatch(/<w:pStyle w:val="Code"\/>[\s\S]*?const open/);
  });

  test('has the numbers of the segments', () => {
    expect(xml).toContain('[4] Bring a lamp');
  });

  const levelOf = (text: string) => {
    const paragraph = xml.split('<w:p>').find((part) => part.includes(text));
    return /<w:ilvl w:val="(\d)"\/>/.exec(paragraph ?? '')?.[1];
  };
});

describe('an article as text', () => {
  test('has lists with their marks, tables in columns and code as it was', async () => {
    const text = await render('text', { numbers: false });
    expect(text).toContain(
      '- Bring a lamp\n  - with oil\n  - and a wick\n- Bring a rope\n  Not a short one.\n',
    );
    expect(text).toContain('3. Open the lock\n4. Wait\n');
    expect(text).toContain('Year | Cost\n-----|-------------\n2023 | 14 <million>\n2024 | 9\n');
    expect(text).toContain('> We waited for years.\n>\n>> For ever.\n');
    expect(text).toContain('    const open = `true`;\n\n    ```\n');
    expect(text).toContain('The river runs\nbelow the stone\n');
    expect(text).toContain('(1) Of the old ones.\n');
  });

  test('has the numbers that the summary cites', async () => {
    expect(await render('text')).toContain('- [4] Bring a lamp\n');
  });

  test('fits the terminal, with ids whole', () => {
    const id = 'x'.repeat(90);
    const long = {
      ...result,
      id,
      findings: [],
      summary: { ...summary, tldr: '宽 word '.repeat(40) },
    };
    for (const view of [{ width: 46 }, { width: 46, sideBySide: true }]) {
      const lines = joinLines(articleLines(long, view), { colours: false }).split('\n');
      const tooWide = lines.filter((line) => widthOf(line) > 46);
      expect(tooWide).toEqual([id]);
    }
  });
});

const summary = {
  headline: 'h',
  tldr: 't',
  bullets: [{ text: 'b', segments: [1] }],
  abstract: 'a',
};

/** As wide as a terminal shows it, for the texts used here. */
const widthOf = (line: string): number => line.length + (line.match(/宽/g)?.length ?? 0);

/** A member of a zip, by its name. */
function readMember(bytes: Buffer, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', () => reject(new Error(`no ${name}`)));
      zip.on('entry', (entry) => {
        if (entry.fileName !== name) return zip.readEntry();
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          resolve(Buffer.concat(parts).toString('utf8'));
        });
      });
      zip.readEntry();
    });
  });
}
