import type { SegmentLayout } from '../../article/layout.ts';
import { escapeHtml } from '../../render/markup.ts';
import type { OutputRow } from './row.ts';
import { withoutForbidden } from './xml-text.ts';

const escapeXml = (text: string): string => escapeHtml(withoutForbidden(text));

/**
 * Writes Dutch and English as XLIFF 2.1 (OASIS, 2018), for translators' tools: a file an article, a
 * unit a segment (0 is the title), with what the checks found as its notes. Code is marked as not to
 * be translated; a gloss of the sandbox's is `initial`, anything else `translated`.
 */
export async function* toXliff(rows: AsyncIterable<OutputRow>): AsyncGenerator<string> {
  yield head;
  // A file is the least that there may be.
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield toFile(row);
  }
  if (count === 0) yield '<file id="f0"><group id="g0"/></file>\n';
  yield '</xliff>\n';
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="nl" trgLang="en">
`;

function toFile(row: OutputRow): string {
  const { seq, id, place, source, translation } = row;
  const title =
    source.title === null || translation.title === null
      ? []
      : [toUnit({ n: 0, nl: source.title, en: translation.title }, row)];
  const units = [...title, ...translation.segments.map((segment) => toUnit(segment, row))];
  const notes = toNotes(
    translation.segments.length === 0 ? [] : [`id: ${id}`, `model: ${row.model}`],
  );
  return `<file id="f${seq}" original="${escapeXml(place)}">${notes}\n${units.join('')}</file>\n`;
}

type Pair = { readonly n: number; readonly nl: string; readonly en: string } & {
  readonly layout?: SegmentLayout | undefined;
};

function toUnit({ n, nl, en, layout }: Pair, { findings, gloss }: OutputRow): string {
  const found = findings
    .filter(({ segment }) => (segment ?? 0) === n)
    .map(({ severity, check, message }) => `${severity}: ${message} [${check}]`);
  const kind = n === 0 ? 'title' : layout?.kind;
  const attributes = [
    `id="u${n}"`,
    ...(kind === undefined ? [] : [`type="tolk:${kind}"`]),
    ...(kind === 'code' ? ['translate="no"'] : []),
    // What is between words belongs to the text.
    'xml:space="preserve"',
  ].join(' ');
  const state = gloss ? 'initial' : 'translated';
  const segment =
    `<segment id="s1" state="${state}"><source>${escapeXml(nl)}</source>` +
    `<target>${escapeXml(en)}</target></segment>`;
  return `<unit ${attributes}>${toNotes(found)}${segment}</unit>\n`;
}

function toNotes(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return `<notes>${texts.map((text) => `<note>${escapeXml(text)}</note>`).join('')}</notes>`;
}
