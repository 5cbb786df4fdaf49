import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { prepareArticle } from '../article/prepare.ts';
import type { Article, ArticleLimits } from '../article/schema.ts';
import type { Translation } from '../contract.ts';
import { TolkError } from '../errors.ts';
import { chrf, countChrf } from '../evaluate/chrf.ts';
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
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TolkError('corpus.unreadable', `--gold: ${path} cannot be read`, { cause });
  }
  return text
    .split('\n')
    .flatMap((line, at) =>
      line.trim() === '' ? [] : [parseGold(line, `${path}:${at + 1}`, limits)],
    );
}

function parseGold(line: string, place: string, limits: ArticleLimits): GoldArticle {
  const parsed = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not valid JSON' });
        return z.NEVER;
      }
    })
    .pipe(goldSchema)
    .safeParse(line);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new TolkError(
      'corpus.malformed',
      `${place}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
      {
        cause: parsed.error,
      },
    );
  }
  const { title, body, reference } = parsed.data;
  const article = prepareArticle({ title, body }, place, limits);
  const paragraphs = article.body.split('\n\n').length;
  if (paragraphs !== reference.paragraphs.length) {
    throw new TolkError(
      'corpus.malformed',
      `${place}: ${paragraphs} Dutch paragraphs, but ${reference.paragraphs.length} English ones`,
    );
  }
  return { article, reference: reference.paragraphs };
}

/** How near a translation is to its gold: chrF2, 0 to 100. */
export function scoreGold({ segments }: Translation, { reference }: GoldArticle): number {
  return chrf(segments.map(({ en }, at) => countChrf(en, reference[at] ?? '')));
}

/** Gold articles that are compared with one another. */
const windowSize = 5;
/** Differences below this are no news whatever their significance. */
const minDrop = 2;

/**
 * Says when quality has fallen: the mean of the last five gold articles lies more than two standard
 * errors, and at least two points, below the baseline.
 *
 * @param baseline scores of a pilot; where there are none, the first five of the run itself
 */
export function findDrift(scores: readonly number[], baseline: readonly number[]): string | null {
  const before = baseline.length >= windowSize ? baseline : scores.slice(0, windowSize);
  const since = baseline.length >= windowSize ? scores : scores.slice(windowSize);
  if (before.length < windowSize || since.length < windowSize) return null;
  const last = since.slice(-windowSize);
  const drop = meanOf(before) - meanOf(last);
  const error = Math.sqrt(varianceOf(before) / before.length + varianceOf(last) / last.length);
  if (drop < Math.max(minDrop, 2 * error)) return null;
  return `the last ${last.length} gold articles score ${meanOf(last).toFixed(1)} chrF2, ${drop.toFixed(1)} less than ${baseline.length >= windowSize ? 'in the pilot' : 'at the beginning'}: has the provider changed the model?`;
}
