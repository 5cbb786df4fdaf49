/*
 * Enqueues articles by the client, as a service does. A process of its own, since its memory is
 * measured: COUNT; prints what it took as JSON.
 */
import { createClient } from '../../../src/client.ts';
import { makeArticles, readParagraphs } from './corpus.ts';

const count = Number(process.argv[2]);
const pairs = readParagraphs(process.env['TOLK_CORPUS_DIR']);
await using client = createClient({ redisUrl: process.env['REDIS_URL'] });
await client.enqueueMany(makeArticles(pairs, { count: 100, seed: 5 }));
const pages = Array.from({ length: count / 500 }, (_, at) => at);
let seconds = 0;
for (const page of pages) {
  const articles = makeArticles(pairs, { count: 500, seed: 100 + page });
  const began = performance.now();
  await client.enqueueMany(articles);
  seconds += (performance.now() - began) / 1_000;
}
const rssMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(`${JSON.stringify({ perSecond: count / seconds, rssMb })}\n`);
