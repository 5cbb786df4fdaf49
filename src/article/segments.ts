import { isKept, keepsLines, type Layout, type SegmentLayout } from './layout.ts';
import type { Article } from './schema.ts';
import { normalizeCode, normalizeText } from './text.ts';

/** A paragraph of an article, numbered from 1: the unit in which Dutch and English are aligned. */
export interface Segment {
  readonly n: number;
  readonly nl: string;
  /** How it stands on the page. @default a paragraph */
  readonly layout?: SegmentLayout | undefined;
}

/**
 * Splits a body whose layout is known: at blank lines and nowhere else. Lines are joined where they do
 * not belong to the text.
 */
export function splitLaidOut(body: string, layout: Layout): string[] {
  const texts = body.replace(/\r\n?/g, '\n').split('\n\n');
  return texts.map((text, at) => {
    const own = layout[at];
    if (own?.kind === 'code') return normalizeCode(text);
    const normal = normalizeText(text);
    return keepsLines(own) ? normal : normal.replaceAll('\n', ' ');
  });
}

/** The segments of an article ready for work, where one blank line separates them. */
export function toSegments({ body, layout }: Pick<Article, 'body' | 'layout'>): Segment[] {
  return body.split('\n\n').map((nl, at) => {
    const own = layout?.[at];
    return { n: at + 1, nl, ...(own ? { layout: own } : {}) };
  });
}

/** The text of an article that is to be translated: all but what is kept as it is. */
export function textToTranslate(article: Pick<Article, 'body' | 'layout'>): string {
  if (article.layout === undefined) return article.body;
  const wanted = toSegments(article).filter(({ layout }) => !isKept(layout));
  return wanted.map(({ nl }) => nl).join('\n\n');
}
