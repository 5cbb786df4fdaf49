import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnqueueResult } from '../../src/index.ts';
import type { Reference } from './planted.ts';

const corpusSchema = z.looseObject({
  id: z.string(),
  body: z.string(),
  title: z.string().optional(),
  reference: z.object({ title: z.string(), paragraphs: z.array(z.string()) }).optional(),
});

/** An article of the corpora. */
export type CorpusArticle = z.infer<typeof corpusSchema>;

/** The sample articles' files. */
export const fixtureFiles = readdirSync('tests/fixtures/articles').map((name) =>
  join('tests/fixtures/articles', name),
);

function readJsonl(path: string): CorpusArticle[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => corpusSchema.parse(JSON.parse(line)));
}

const corpusDir = process.env['TOLK_CORPUS_DIR'] ?? '../shared/corpus';
const hasCorpora = existsSync(corpusDir);

/** Ends the title of a test on the corpora, and says there when it ran on the samples instead. */
export const onSamples = hasCorpora
  ? ''
  : ' (on the sample articles: TOLK_CORPUS_DIR is not there)';

/**
 * Reads real articles: those of `file` in `TOLK_CORPUS_DIR` (by default beside the checkout). Where
 * that folder is not there it returns the sample articles, and {@link onSamples} belongs in the
 * title.
 */
export function readCorpus(file: string): CorpusArticle[] {
  if (hasCorpora) return readJsonl(join(corpusDir, file));
  return fixtureFiles.map((name) => ({
    id: name,
    body: readFileSync(name, 'utf8').replace(/^(?:\w+:? .*\n)+\n/, ''),
  }));
}

/** Articles with the English a translator made of them, from `file` or from the corpora. */
export function readReferences(file?: string): Reference[] {
  const articles = file === undefined ? readCorpus('ntrex-dev.jsonl') : readJsonl(file);
  return articles.flatMap(({ id, title, body, reference }) => {
    const dutch = body.split('\n\n');
    if (reference?.paragraphs.length !== dutch.length) return [];
    const segments = dutch.map((nl, at) => ({
      n: at + 1,
      nl,
      en: reference.paragraphs[at] ?? '',
    }));
    return [{ id, title: title ?? null, translation: { title: reference.title, segments } }];
  });
}

/** The corpora with a translator's English: news, encyclopedic news, government, heritage. */
const referenceFiles = {
  ntrex: 'ntrex-dev.jsonl',
  flores: 'flores-dev.jsonl',
  gov: 'gov-dev.jsonl',
  heritage: 'heritage-prose-dev.jsonl',
} as const;

/** Articles of all corpora with a translator's English; none where the folder is not there. */
export function readAllReferences(): Reference[] {
  return Object.entries(referenceFiles).flatMap(([corpus, file]) => {
    const path = join(corpusDir, file);
    return existsSync(path)
      ? readReferences(path).map((reference) => ({ ...reference, corpus }))
      : [];
  });
}

/** A short Dutch article that no other call has made. */
export function makeArticle(paragraphs = 2): { body: string } {
  const number = Math.floor(Math.random() * 1e9);
  return {
    body: Array.from(
      { length: paragraphs },
      (_, at) =>
        `Dit is alinea ${at + 1} van artikel ${number}, waarin de gemeente zegt dat er ` +
        `${number + at} huizen worden gebouwd.`,
    ).join('\n\n'),
  };
}

/** The ids of articles that were all received. */
export function receivedIds(results: readonly EnqueueResult[]): string[] {
  return results.map((result) => {
    if (result.status === 'rejected') throw result.error;
    return result.receipt.id;
  });
}
