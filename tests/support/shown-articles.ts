import { toSegments } from '../../src/article/segments.ts';
import { listCorpus, readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';

/** An article as a line each: what it says of itself, then its segments, marked as they stand. */
export type Shown = readonly string[];

/** Reads a file, and shows its articles and what was told of it. */
export async function readShown(
  path: string,
  records?: string,
): Promise<{ shown: Shown; notes: string[] }> {
  const notes: string[] = [];
  const shown: string[] = [];
  const onNote = ({ kind, detail }: { kind: string; detail?: string | undefined }) =>
    notes.push(`${kind}: ${detail}`);
  for await (const entry of readCorpus(await listCorpus([path]), { onNote, records })) {
    try {
      const article = await entry.load();
      const { title, date, source, meta } = article;
      const author = meta?.['author'];
      shown.push(['=', title, date, source, author].filter((part) => part != null).join(' | '));
      for (const { nl, layout } of toSegments(article)) shown.push(`${markOf(layout)}${nl}`);
    } catch (error) {
      const { code, message } = TolkError.from(error);
      shown.push(`! ${code} ${message.replace(path, '')}`);
    }
  }
  return { shown, notes };
}

function markOf(layout: ReturnType<typeof toSegments>[number]['layout']): string {
  if (!layout) return '';
  if (layout.kind === 'heading') return `${'#'.repeat(layout.level)} `;
  if (layout.kind === 'item') return `${layout.mark} `;
  if (layout.kind === 'row') return layout.isHead ? '[head] ' : '[row] ';
  return layout.kind === 'note' ? `[${layout.mark}] ` : `[${layout.kind}] `;
}
