import { isGloss } from '../../gloss.ts';
import { escapeHtml } from '../../render/markup.ts';
import type { OutputRow } from './row.ts';
import { withoutForbidden } from './xml-text.ts';

const escapeXml = (text: string): string => escapeHtml(withoutForbidden(text));

/**
 * Writes Dutch and English as TMX 1.4b (LISA, 2005), the exchange format of translation memories.
 */
export async function* toTmx(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  yield tmxHead;
  for await (const row of rows) {
    const { title, segments } = row.translation;
    const dutchTitle = row.source.title;
    const titles = title !== null && dutchTitle !== null ? [{ nl: dutchTitle, en: title }] : [];
    const models = new Map(row.provenance.map(({ segment, model }) => [segment, model]));
    const unit = (pair: { nl: string; en: string }, segment: number | null) => {
      const model = models.get(segment) ?? row.model;
      return tmxUnit(pair, { model, article: row.id, ...glossProp(model) });
    };
    yield titles.map((title) => unit(title, null)).join('');
    yield segments.map((pair) => unit(pair, pair.n)).join('');
  }
  yield tmxTail;
}

/** What the sandbox gave is marked: it is no translation. */
export function glossProp(model: string): { readonly gloss?: 'true' } {
  return isGloss(model) ? { gloss: 'true' } : {};
}

const headerAttributes = [
  'creationtool="tolk"',
  'creationtoolversion="1"',
  'segtype="paragraph"',
  'o-tmf="tolk"',
  'adminlang="en"',
  'srclang="nl"',
  'datatype="plaintext"',
];

/** The beginning of a TMX file. */
export const tmxHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header ${headerAttributes.join(' ')}/>
<body>
`;

/** The end of a TMX file. */
export const tmxTail = '</body>\n</tmx>\n';

/** Writes one pair, with what is known of it as its props. */
export function tmxUnit(
  { nl, en }: { readonly nl: string; readonly en: string },
  props: Readonly<Record<string, string>>,
): string {
  const known = Object.entries(props).map(
    ([name, value]) => `<prop type="x-${name}">${escapeXml(value)}</prop>`,
  );
  const variant = (language: string, text: string) =>
    `<tuv xml:lang="${language}"><seg>${escapeXml(text)}</seg></tuv>`;
  return `<tu>${known.join('')}${variant('nl', nl)}${variant('en', en)}</tu>\n`;
}
