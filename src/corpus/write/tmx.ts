import { escapeHtml } from '../../render/html.ts';
import type { OutputRow } from './row.ts';

/** What XML 1.0 cannot hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const text = (value: string): string => escapeHtml(value.replace(forbidden, ''));

/** Pairs of Dutch and English as TMX 1.4b (LISA, 2005), the exchange format of translation memories. */
export async function* toTmx(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  yield tmxHead;
  for await (const row of rows) {
    const { title, segments } = row.translation;
    const titles =
      title !== null && row.source.title !== null ? [{ nl: row.source.title, en: title }] : [];
    yield [...titles, ...segments]
      .map(({ nl, en }) => tmxUnit(nl, en, { model: row.model, article: row.id }))
      .join('');
  }
  yield tmxTail;
}

/** The beginning of a TMX file. */
export const tmxHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="tolk" creationtoolversion="1" segtype="paragraph" o-tmf="tolk" adminlang="en" srclang="nl" datatype="plaintext"/>
<body>
`;

/** The end of a TMX file. */
export const tmxTail = '</body>\n</tmx>\n';

/** One pair; what is known of it stands in its props. */
export function tmxUnit(nl: string, en: string, props: Readonly<Record<string, string>>): string {
  const known = Object.entries(props).map(
    ([name, value]) => `<prop type="x-${name}">${text(value)}</prop>`,
  );
  return `<tu>${known.join('')}<tuv xml:lang="nl"><seg>${text(nl)}</seg></tuv><tuv xml:lang="en"><seg>${text(en)}</seg></tuv></tu>\n`;
}
