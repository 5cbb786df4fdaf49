import { z } from 'zod';
import { prepareArticle } from '../article/prepare.ts';
import type { Article, ArticleLimits } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import { readBoundedFileSync } from '../bounded-file.ts';
import type { Translation } from '../contract.ts';
import { parseJson } from '../corpus/read/jsonl.ts';
import { TolkError } from '../errors.ts';
import { chrf, countChrf } from '../evaluate/chrf.ts';
import { plural } from '../plural.ts';
import { systemReason } from '../system-errors.ts';
import { meanOf, varianceOf } from './statistics.ts';

/*
 * Gold articles have a translator's English. Slipped into a run, they show when the provider's
 * quality changes on the way: each is measured by chrF2 when it is done, and the last ones are
 * compared with the first, or with what a pilot measured.
 */

const goldSchema = z.looseObject({
  title: z.string().nullish(),
  body: z.string(),
  reference: z.object({ title: z.string().nullish(), paragraphs: z.array(z.string()).min(1) }),
});

/** An article with a translator's English. */
export interface GoldArticle {
  readonly article: Article;
  readonly reference: readonly string[];
}

/**
 * Reads gold articles: JSON lines of `{title?, body, reference: {paragraphs}}`, a paragraph of
 * English for each of Dutch.
 *
 * @throws TolkError `corpus.unreadable`, `corpus.malformed` with the line
 */
export function readGold(path: string, limits: ArticleLimits): GoldArticle[] {
  const numbered = readText(path)
    .split('\n')
    .map((line, at) => ({ line, place: `${path}:${at + 1}` }));
  return numbered
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, place }) => parseGold(line, place, limits));
}

/** Gold articles are held whole; a few dozen are enough. */
const maxFileBytes = 100_000_000;

function readText(path: string): string {
  try {
    return readBoundedFileSync(path, maxFileBytes).toString();
  } catch (cause) {
    const message = `--gold: ${path} cannot be read: ${systemReason(cause)}`;
    throw new TolkError('corpus.unreadable', message, { cause });
  }
}

function parseGold(line: string, place: string, limits: ArticleLimits): GoldArticle {
  const parsed = goldSchema.safeParse(parseJson(line, place));
  const malformed = (problem: string) =>
    new TolkError('corpus.malformed', `${place}: ${problem}`, { cause: parsed.error });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw malformed(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const { title, body, reference } = parsed.data;
  const article = prepareArticle({ title, body }, place, limits);
  const segments = toSegments(article).length;
  const english = reference.paragraphs.length;
  if (segments !== english)
    throw malformed(`${plural(segments, 'Dutch segment')}, but ${english} in English`);
  return { article, reference: reference.paragraphs };
}

/** Scores how near a translation is to its gold: chrF2, 0 to 100. */
export function scoreGold({ segments }: Translation, { reference }: GoldArticle): number {
  return chrf(segments.map(({ en }, at) => countChrf(en, reference[at] ?? '')));
}

/** Gold articles that are compared with one another. */
const windowSize = 5;
/** Differences below this are no news whatever their significance. */
const minDrop = 2;

/**
 * Says when quality has fallen: the mean of the last five gold articles is more than two standard
 * errors, and at least two points, below the baseline.
 *
 * @param baseline scores of a pilot; where there are too few, the first five of the run itself
 */
export function findDrift(scores: readonly number[], baseline: readonly number[]): string | null {
  const hasPilot = baseline.length >= windowSize;
  const before = hasPilot ? baseline : scores.slice(0, windowSize);
  const since = hasPilot ? scores : scores.slice(windowSize);
  if (before.length < windowSize || since.length < windowSize) return null;
  const last = since.slice(-windowSize);
  const drop = meanOf(before) - meanOf(last);
  const error = Math.sqrt(varianceOf(before) / before.length + varianceOf(last) / last.length);
  if (drop < Math.max(minDrop, 2 * error)) return null;
  const score = `the last ${last.length} gold articles score ${meanOf(last).toFixed(1)} chrF2`;
  const than = hasPilot ? 'in the pilot' : 'at the beginning';
  return `${score}, ${drop.toFixed(1)} less than ${than}: has the provider changed the model?`;
}
