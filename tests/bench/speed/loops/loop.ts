import type { z } from 'zod';
import {
  summariseAnswerSchema,
  summariseInput,
  summariseSystem,
} from '../../../../src/summarise/prompt.ts';
import {
  translateAnswerSchema,
  translateInput,
  translateSystem,
} from '../../../../src/translate/prompt.ts';
import { makeArticles, readParagraphs } from '../corpus.ts';

/** A question as Tolk asks it: a user would write much the same. */
export interface Question<S extends z.ZodType> {
  readonly name: string;
  readonly system: string;
  /** JSON. */
  readonly input: string;
  readonly schema: S;
}

/** Where the server is, and where packages are that are not Tolk's. */
export interface LoopOptions {
  /** The base URL of the API. */
  readonly address: string;
  /** Calls at a time. */
  readonly atATime: number;
  /** A folder with `node_modules`; '' for Tolk's own. */
  readonly packages: string;
}

/** A loop that somebody would write in place of Tolk. */
export interface Loop {
  /** The answer to a question, as its schema has it. */
  ask<S extends z.ZodType>(question: Question<S>): Promise<z.output<S>>;
  /** Does `work` for all articles, a number of them at a time. */
  all<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<unknown>;
}

type Article = ReturnType<typeof makeArticles>[number];

const noContext = { before: '', names: [], terms: [] };

/**
 * Translates and summarises articles, and keeps nothing. The process is given ADDRESS ARTICLES
 * CALLS-AT-A-TIME [PACKAGES], and prints what it took as JSON.
 */
export async function runLoop(createLoop: (options: LoopOptions) => Promise<Loop>): Promise<void> {
  const [address = '', count = '1000', atATime = '64', packages = ''] = process.argv.slice(2);
  const loop = await createLoop({ address, atATime: Number(atATime), packages });
  const pairs = readParagraphs(process.env['TOLK_CORPUS_DIR']);
  const articles = makeArticles(pairs, { count: Number(count), seed: 1 });
  const work = (article: Article) => translate(loop, article);
  await loop.all(articles.slice(0, Math.min(100, articles.length / 10)), work);
  const cpu = process.cpuUsage();
  const began = performance.now();
  await loop.all(articles, work);
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const figures = {
    calls: articles.length * 2,
    seconds,
    cpuMs: (user + system) / 1_000,
    rssMb: process.memoryUsage.rss() / 1e6,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

async function translate(loop: Loop, { title, body }: Article): Promise<void> {
  const { segments, title: english } = await loop.ask({
    name: 'translate',
    system: translateSystem({}),
    input: JSON.stringify(translateInput(title, segmentsOf(body), noContext)),
    schema: translateAnswerSchema,
  });
  await loop.ask({
    name: 'summarise',
    system: summariseSystem('full'),
    input: JSON.stringify(summariseInput(english, segments)),
    schema: summariseAnswerSchema,
  });
}

function segmentsOf(body: string) {
  return body.split('\n\n').map((nl, at) => ({ n: at + 1, nl }));
}
