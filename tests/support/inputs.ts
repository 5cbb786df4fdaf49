import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { requireDutch } from '../../src/article/language.ts';
import type { SegmentLayout } from '../../src/article/layout.ts';
import type { Article } from '../../src/article/schema.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { TolkError } from '../../src/errors.ts';

/*
 * What readers make of the files of a folder, in a form that can be written out and read: every segment
 * begins with how it stands on the page, where it is no plain paragraph (`[item - 1] van staal`).
 */

/** What is read of one file. */
export interface ReadInput {
  /** Articles in order; of what is none, the code and the message. */
  readonly articles: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** Kinds and details of what was guessed, repaired or left out. */
  readonly notes?: readonly string[];
}

/** The names of all files in a folder and its folders, but for what describes them. */
export function inputNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** Reads one file of a folder as `tolk batch run` does. */
export async function readInput(folder: string, name: string): Promise<ReadInput> {
  const notes = new Set<string>();
  const articles: Array<Record<string, unknown>> = [];
  const file = { path: join(folder, name), bytes: 0, modifiedMs: 0 };
  const entries = readCorpus([file], {
    onNote: ({ kind, detail }) =>
      void notes.add(detail === undefined ? kind : `${kind}: ${detail.replaceAll('\u202f', ' ')}`),
  });
  for await (const entry of entries) {
    const article = await entry.load().catch((error: unknown) => TolkError.from(error));
    articles.push(
      article instanceof Error
        ? { code: article.code, message: article.message.replaceAll(`${folder}/`, '') }
        : await toRow(article),
    );
  }
  return notes.size === 0 ? { articles } : { articles, notes: [...notes] };
}

async function toRow(article: Article): Promise<Record<string, unknown>> {
  const { id, contentHash, body, layout, ...others } = article;
  const known = Object.entries(others).filter(([, value]) => value !== null);
  const segments = body.split('\n\n').map((text, at) => markOf(layout?.[at] ?? null) + text);
  const language = await requireDutch(body, 'input').then(
    () => undefined,
    (error: unknown) => TolkError.from(error).code,
  );
  return {
    ...(id === contentHash ? {} : { id }),
    ...Object.fromEntries(known),
    segments,
    ...(language === undefined ? {} : { language }),
  };
}

/** `[item - 1] `, `[row head] `, `[code js] `; nothing for a paragraph. */
function markOf(layout: SegmentLayout | null): string {
  if (layout === null) return '';
  const { kind, ...more } = layout;
  const words = Object.entries(more).flatMap(([name, value]) => {
    if (value === null || value === false || value === '' || value === 0) return [];
    return [value === true ? name.replace(/^is/, '').toLowerCase() : String(value)];
  });
  return `[${[kind, ...words].join(' ')}] `;
}
