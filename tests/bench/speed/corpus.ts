import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../src/random.ts';

/** A Dutch paragraph and its English, as a translator wrote it. */
export interface ParagraphPair {
  readonly nl: string;
  readonly en: string;
}

/** An article as it is enqueued. */
export interface BenchArticle {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/**
 * The paragraphs that articles are made from: written for Tolk, or those of the corpora in `folder`
 * that are neither very short nor very long.
 */
export function readParagraphs(folder: string | undefined): ParagraphPair[] {
  if (folder === undefined) return readLines('tests/fixtures/paragraphs.jsonl');
  const documents = ['ntrex-dev.jsonl', 'flores-dev.jsonl', 'gov-dev.jsonl'].flatMap((name) =>
    readLines<{ body: string; reference: { paragraphs: string[] } }>(join(folder, name)),
  );
  return documents.flatMap(({ body, reference }) => {
    const nl = body.split('\n\n');
    const en = reference.paragraphs;
    if (nl.length !== en.length) return [];
    return nl
      .map((text, at) => ({ nl: text, en: en[at] ?? '' }))
      .filter((pair) => pair.nl.length > 150 && pair.nl.length < 600);
  });
}

const paragraphsEach = 6;

/** Articles of six paragraphs, some 300 words; no two are alike. */
export function makeArticles(
  pairs: readonly ParagraphPair[],
  { count, seed }: { readonly count: number; readonly seed: number },
): BenchArticle[] {
  const random = seededRandom(seed);
  const taken = Array.from(pairs.keys());
  return Array.from({ length: count }, (_, at) => {
    // The first six of a shuffle, which continues from where the last one ended.
    for (let to = 0; to < paragraphsEach; to += 1) {
      const from = to + Math.floor(random() * (taken.length - to));
      const [held, picked] = [taken[to] ?? 0, taken[from] ?? 0];
      taken[to] = picked;
      taken[from] = held;
    }
    const body = taken.slice(0, paragraphsEach).map((index) => pairs[index]?.nl ?? '');
    return { id: `b${seed}-${at + 1}`, title: `Overzicht ${at + 1}`, body: body.join('\n\n') };
  });
}

function readLines<T = ParagraphPair>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line): T => JSON.parse(line));
}
